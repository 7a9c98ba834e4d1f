import * as v from 'valibot';
import type { BaseSpec } from './base.ts';
import { invalid } from './invalid.ts';

/** What a task says of itself to all who need not know how it works. */
export interface TaskDeclaration<Spec extends BaseSpec = BaseSpec, Output extends string = string> {
  /**
   * Checks a manifest of this task and fills in its defaults.
   * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
   */
  parse(manifest: unknown): Spec;
  /** What a frame's labels can be had with, by the names that `outputs` lists. */
  readonly outputs: readonly Output[];
  /** What an analysis counts in each frame besides the classes' shares; absent: nothing. */
  readonly columns?: TaskColumns<Spec> | undefined;
}

/** Columns of a table, each called `kind:what`. */
export interface TaskColumns<Spec extends BaseSpec = BaseSpec> {
  /** Such as `count`. */
  readonly kinds: readonly string[];
  /** Such as `count:car`. */
  names(spec: Spec): readonly string[];
}

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
