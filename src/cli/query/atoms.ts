import type { Operand } from '../../core/query/operand.ts';
import type { Comparison, Query } from '../../core/query/parse.ts';
import { COUNT } from '../../core/instances/count-column.ts';
import { columnName, shareName } from '../results/frame-columns.ts';

/**
 * A query in two halves: comparisons, which a database does for millions of frames at once, and what is made of them, which is the product's own
 * evaluation. There an atom is a class whose share is 1 where the comparison holds.
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
    switch (each.kind) {
      case 'and':
      case 'or':
        return { ...each, left: over(each.left), right: over(each.right) };
      case 'not':
      case 'for':
        return { ...each, of: over(each.of) };
      case 'compare': {
        const classId = place(condition(each.by, each.left, each.right, names));
        return { kind: 'compare', by: '>', left: { classId }, right: { value: 0 } };
      }
    }
  };
  return { query: over(query), conditions };
}

function condition(by: Comparison, left: Operand, right: Operand, names: readonly string[]): string {
  const plain = plainly(by, left, right, names);
  if (plain !== null) return plain;
  const [a, b] = [sqlOf(left, names), sqlOf(right, names)];
  // as close as the product's own comparison takes for equal
  if (by === '=') return `abs(${a} - ${b}) < 1e-6`;
  if (by === '!=') return `abs(${a} - ${b}) >= 1e-6`;
  return `${a} ${by} ${b}`;
}

/** A share beside a number, without a cast of the column: whole files are passed over whose shares are all below it. */
function plainly(by: Comparison, left: Operand, right: Operand, names: readonly string[]): string | null {
  if (by === '=' || by === '!=') return null;
  const side = (operand: Operand): string | null => {
    if ('value' in operand) return `CAST(${Math.fround(operand.value)} AS FLOAT)`;
    return 'classId' in operand ? quoted(shareName(names[operand.classId]!)) : null;
  };
  if ('value' in left === 'value' in right) return null;
  const [a, b] = [side(left), side(right)];
  return a !== null && b !== null ? `${a} ${by} ${b}` : null;
}

function sqlOf(operand: Operand, names: readonly string[]): string {
  // shares are floats of 32 bits: 90 % of them is not 0.9
  if ('value' in operand) return `CAST(${Math.fround(operand.value)} AS DOUBLE)`;
  const column =
    'classId' in operand ? shareName(names[operand.classId]!) : columnName(`${COUNT}:${names[operand.countOf]!}`);
  return `CAST(${quoted(column)} AS DOUBLE)`;
}

/** An identifier of SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
