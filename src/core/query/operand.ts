import { nearest } from './near.ts';
import { QueryError, type Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is compared. */
export type Operand =
  /** The share of a class. */
  | { readonly classId: number }
  /** How many things of a class there are. */
  | { readonly countOf: number }
  | { readonly value: number };

/** One side of a comparison as it is written: a bare number is a share or a count by what stands on the other side. */
export type Side = { readonly of: 'class' | 'count'; readonly classId: number; readonly token: Token } | NumberSide;

interface NumberSide {
  readonly of: 'number';
  readonly token: Token;
}

/** @throws QueryError where it names no class */
export function classSide(token: Token, { names }: Vocabulary): Side {
  const classId = idOf(token.text, names);
  if (classId < 0) throw unknownClass(token, names);
  return { of: 'class', classId, token };
}

/** @throws QueryError where things of that class are not counted */
export function countSide(token: Token, { names, counted, uncounted }: Vocabulary): Side {
  const { text, from, to } = token;
  if (uncounted !== null) throw new QueryError(uncounted, from, to);
  const things = names.filter((_, id) => counted[id]);
  const classId = idOf(text, names);
  if (classId < 0) throw unknownClass(token, things);
  if (!counted[classId]) {
    const name = names[classId]!;
    throw new QueryError(
      `“${name}” is not counted: it has no single things. Ask for its share, such as ${written(name)} > 3%, or count ${list(things)}.`,
      from,
      to,
    );
  }
  return { of: 'count', classId, token };
}

/**
 * Both sides, as they are compared.
 * @throws QueryError where a count stands against a share
 */
export function operands(left: Side, right: Side, vocabulary: Vocabulary): [Operand, Operand] {
  const counts = left.of === 'count' || right.of === 'count';
  const asOne = (side: Side): Operand => {
    if (side.of === 'count') return { countOf: side.classId };
    if (side.of === 'number') return { value: counts ? wholeOf(side.token) : shareOf(side.token) };
    if (counts) throw shareForCount(side.classId, side.token, vocabulary);
    return { classId: side.classId };
  };
  return [asOne(left), asOne(right)];
}

/** A name as a query has it. */
export function written(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) && !WORDS.includes(name.toLowerCase()) ? name : `"${name}"`;
}

export const WORDS: readonly string[] = ['and', 'or', 'not', 'for'];

function idOf(text: string, names: readonly string[]): number {
  return names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
}

function shareOf({ kind, text, value, from, to }: Token): number {
  if (value <= 1) return value;
  const hint = kind === 'number' ? ` Did you mean ${text}%?` : '';
  throw new QueryError(`A share is at most 100 %.${hint}`, from, to);
}

function wholeOf({ kind, value, from, to }: Token): number {
  if (kind === 'number' && Number.isInteger(value)) return value;
  throw new QueryError('Things are counted in whole numbers, such as 3.', from, to);
}

function shareForCount(classId: number, { from, to }: Token, { names, counted }: Vocabulary): QueryError {
  const name = written(names[classId]!);
  const remedy = counted[classId] ? `Write count(${name}).` : 'Compare the count with a number or another count.';
  return new QueryError(`${name} alone is a share, which is not compared with a count. ${remedy}`, from, to);
}

function unknownClass({ text, from, to }: Token, names: readonly string[]): QueryError {
  const near = nearest(text, names);
  const hint = near ? `Did you mean ${near}?` : `Classes: ${names.join(', ')}.`;
  return new QueryError(`There is no class “${text}”. ${hint}`, from, to);
}

function list(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? '');
}
