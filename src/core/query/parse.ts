import { QueryError, tokenize, type Token } from './tokens.ts';

export type Comparison = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** What a query says of a frame, or (`for`) of a stretch of frames. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'not'; readonly of: Query }
  /** Shares of two classes, or of a class and a number from 0 to 1. */
  | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  /** True in the stretches that last so long, seconds. */
  | { readonly kind: 'for'; readonly of: Query; readonly seconds: number };

export type Operand = { readonly classId: number } | { readonly value: number };

const COMPARISONS: readonly string[] = ['>', '>=', '<', '<=', '=', '==', '!='];
const WORDS = ['and', 'or', 'not', 'for'];

/**
 * Reads a query such as `pedestrian > 3% and (car > 10% or not sky >= 20%) for 0.5s`. `not` binds closest, then `and`, then
 * `or`; `for` holds for all before it, back to the last `for`, and behind parentheses for what they hold. A share may be a per cent (`3%`) or
 * a fraction (`0.03`); a name alone says that the class is there at all.
 * @param names of the classes, by id
 * @throws QueryError
 */
export function parseQuery(text: string, names: readonly string[]): Query {
  const tokens = tokenize(text);
  let at = 0;
  const peek = (): Token => tokens[at]!;
  const next = (): Token => tokens[at++]!;
  const isWord = (word: string): boolean => peek().kind === 'word' && peek().text.toLowerCase() === word;
  const isSymbol = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;

  function whole(): Query {
    const query = line();
    if (peek().kind !== 'end') throw wrong(peek(), 'Expected “and”, “or” or “for” here');
    return query;
  }

  /** A `for` holds for all before it, back to the last `for`. */
  function line(): Query {
    let left = lasting(either());
    while (isWord('and') || isWord('or')) {
      const kind = next().text.toLowerCase() as 'and' | 'or';
      left = { kind, left, right: lasting(either()) };
    }
    return left;
  }

  function either(): Query {
    let left = both();
    while (isWord('or')) {
      next();
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }

  function both(): Query {
    let left = single();
    while (isWord('and')) {
      next();
      left = { kind: 'and', left, right: single() };
    }
    return left;
  }

  function single(): Query {
    if (isWord('not')) {
      next();
      return { kind: 'not', of: single() };
    }
    if (!isSymbol('(')) return comparison();
    const open = next();
    const inside = line();
    if (!isSymbol(')')) {
      if (peek().kind === 'end') throw new QueryError('This parenthesis is not closed.', open.from, open.to);
      throw wrong(peek(), 'Expected “)” here');
    }
    next();
    return lasting(inside);
  }

  function lasting(of: Query): Query {
    if (!isWord('for')) return of;
    next();
    const length = next();
    if (length.kind === 'number') throw new QueryError('How long? Add a unit: s, ms or min.', length.from, length.to);
    if (length.kind !== 'seconds') throw wrong(length, 'Expected a time such as 0.5s');
    return { kind: 'for', of, seconds: length.value };
  }

  function comparison(): Query {
    const left = operand();
    const sign = peek();
    if (sign.kind !== 'symbol' || !COMPARISONS.includes(sign.text)) {
      if ('classId' in left) return { kind: 'compare', by: '>', left, right: { value: 0 } };
      throw wrong(sign, 'Expected a comparison such as “>” here');
    }
    next();
    const by = (sign.text === '==' ? '=' : sign.text) as Comparison;
    return { kind: 'compare', by, left, right: operand() };
  }

  function operand(): Operand {
    const token = next();
    if (token.kind === 'number' || token.kind === 'percent') {
      if (token.value <= 1) return { value: token.value };
      const hint = token.kind === 'number' ? ` Did you mean ${token.text}%?` : '';
      throw new QueryError(`A share is at most 100 %.${hint}`, token.from, token.to);
    }
    if (token.kind !== 'word' || WORDS.includes(token.text.toLowerCase())) {
      throw wrong(token, 'Expected a class or a share such as 3% here');
    }
    const classId = names.findIndex((name) => name.toLowerCase() === token.text.toLowerCase());
    if (classId >= 0) return { classId };
    const near = nearest(token.text, names);
    throw new QueryError(
      `There is no class “${token.text}”.${near ? ` Did you mean ${near}?` : ` Classes: ${names.join(', ')}.`}`,
      token.from,
      token.to,
    );
  }

  return whole();
}

function wrong({ kind, text, from, to }: Token, expected: string): QueryError {
  return new QueryError(`${expected}${kind === 'end' ? ', where the query ends.' : `, not “${text}”.`}`, from, to);
}

/** The name that takes the fewest changes of a letter, if those are few. */
function nearest(word: string, names: readonly string[]): string | null {
  const [best] = names
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.name : null;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
