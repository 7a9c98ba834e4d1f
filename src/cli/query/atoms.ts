import type { Operand } from '../../core/query/operand.ts';
import type { Comparison, Query } from '../../core/query/parse.ts';
import { COUNT } from '../../core/instances/count-column.ts';
import { columnName, shareName } from '../results/frame-columns.ts';

/**
 * A query in two halves: what is so in a frame by itself, which a database finds for millions of frames at once, and what lasts, which is the
 * product's own evaluation. There an atom is a class whose share is 1 where its condition holds.
 */
export interface Atoms {
  /** An SQL condition each, over the columns of the table. */
  readonly conditions: readonly string[];
  /** Over the atoms, by their places. */
  readonly query: Query;
}

/** @param names of the classes, by id */
export function atomsOf(query: Query, names: readonly string[]): Atoms {
  const conditions: string[] = [];
  const place = (condition: string): number => {
    const known = conditions.indexOf(condition);
    return known >= 0 ? known : conditions.push(condition) - 1;
  };
  const over = (each: Query): Query => {
    const whole = condition(each, names);
    if (whole !== null) {
      return { kind: 'compare', by: '>', left: { classId: place(whole) }, right: { value: 0 } };
    }
    switch (each.kind) {
      case 'and':
      case 'or':
        return { ...each, left: over(each.left), right: over(each.right) };
      case 'not':
      case 'for':
        return { ...each, of: over(each.of) };
      case 'compare':
        return each;
    }
  };
  return { query: over(query), conditions };
}

/** null: it is about more than a frame by itself. */
function condition(query: Query, names: readonly string[]): string | null {
  switch (query.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [condition(query.left, names), condition(query.right, names)];
      return left === null || right === null ? null : `(${left} ${query.kind} ${right})`;
    }
    case 'not': {
      const of = condition(query.of, names);
      return of === null ? null : `(not ${of})`;
    }
    case 'for':
      return null;
    case 'compare':
      return comparison(query.by, query.left, query.right, names);
  }
}

function comparison(by: Comparison, left: Operand, right: Operand, names: readonly string[]): string {
  const plain = plainly(by, left, right, names);
  if (plain !== null) return plain;
  const [a, b] = [sqlOf(left, names), sqlOf(right, names)];
  // as close as the product's own comparison takes for equal
  if (by === '=') return `abs(${a} - ${b}) < 1e-6`;
  if (by === '!=') return `abs(${a} - ${b}) >= 1e-6`;
  return `${a} ${by} ${b}`;
}

/** A share or a count beside a number, without a cast of the column: whole files are passed over whose shares are all below it. */
function plainly(by: Comparison, left: Operand, right: Operand, names: readonly string[]): string | null {
  if (by === '=' || by === '!=') return null;
  if ('value' in left === 'value' in right) return null;
  const counted = 'countOf' in left || 'countOf' in right;
  const side = (operand: Operand): string | null => {
    if (!('value' in operand)) return quoted(columnOf(operand, names));
    if (!counted) return `CAST(${Math.fround(operand.value)} AS FLOAT)`;
    return Number.isInteger(operand.value) ? String(operand.value) : null;
  };
  const [a, b] = [side(left), side(right)];
  return a !== null && b !== null ? `${a} ${by} ${b}` : null;
}

function sqlOf(operand: Operand, names: readonly string[]): string {
  // shares are floats of 32 bits: 90 % of them is not 0.9
  if ('value' in operand) return `CAST(${Math.fround(operand.value)} AS DOUBLE)`;
  return `CAST(${quoted(columnOf(operand, names))} AS DOUBLE)`;
}

function columnOf(operand: Exclude<Operand, { readonly value: number }>, names: readonly string[]): string {
  if ('classId' in operand) return shareName(names[operand.classId]!);
  return columnName(`${COUNT}:${names[operand.countOf]!}`);
}

/** An identifier of SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
