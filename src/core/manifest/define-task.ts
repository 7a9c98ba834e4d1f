import * as v from 'valibot';
import type { BaseSpec } from './base.ts';
import { invalid } from './invalid.ts';
import type { TaskDeclaration } from './task-declaration.ts';

interface TaskDefinition<Schema extends v.GenericSchema, Spec extends BaseSpec, Output extends string> extends Omit<
  TaskDeclaration<Spec, Output>,
  'parse'
> {
  /** Of a whole manifest. */
  readonly schema: Schema;
  /** Fills in what depends on other keys, and refuses keys that contradict one another. */
  complete(manifest: v.InferOutput<Schema>): Spec;
}

export function defineTask<Schema extends v.GenericSchema, Spec extends BaseSpec, const Output extends string>({
  schema,
  complete,
  ...rest
}: TaskDefinition<Schema, Spec, Output>): TaskDeclaration<Spec, Output> {
  return {
    ...rest,
    parse(manifest) {
      const result = v.safeParse(schema, manifest);
      if (!result.success) throw invalid(summary(result.issues.map(describeIssue)));
      return complete(result.output);
    },
  };
}

/** So many problems are named one by one. */
const NAMED = 5;

function summary(problems: readonly string[]): string {
  const more = problems.length - NAMED;
  if (more <= 1) return problems.join('; ');
  return `${problems.slice(0, NAMED).join('; ')}; and ${more} more problems, ${problems.length} in all`;
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'manifest';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `"${path}" is an unknown key`;
  return issue.received === 'undefined' ? `"${path}" is missing` : `"${path}": ${issue.message}`;
}
