import { classSide, countSide, operands, WORDS, type Operand, type Side } from './operand.ts';
import { QueryError, tokenize, type Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Comparison = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** What a query says of a frame, or (`for`) of a stretch of frames. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'not'; readonly of: Query }
  /** Shares of two classes, or of a class and a number from 0 to 1; counts of two, or of one and a whole number. */
  | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  /** True in the stretches that last so long, seconds. */
  | { readonly kind: 'for'; readonly of: Query; readonly seconds: number };

const COMPARISONS: readonly string[] = ['>', '>=', '<', '<=', '=', '==', '!='];

/**
 * Reads a query such as `count(pedestrian) >= 2 and (car > 10% or not sky >= 20%) for 0.5s`. `not` binds closest, then `and`, then
 * `or`; `for` holds for all before it, back to the last `for`, and behind parentheses for what they hold. A share may be a per cent (`3%`) or
 * a fraction (`0.03`), what is counted is a whole number; a name or a count alone says that the class is there at all.
 * @throws QueryError
 */
export function parseQuery(text: string, vocabulary: Vocabulary): Query {
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
    close(open);
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
    const left = side();
    const sign = peek();
    const compares = sign.kind === 'symbol' && COMPARISONS.includes(sign.text);
    if (!compares && left.of === 'number') throw wrong(sign, 'Expected a comparison such as “>” here');
    if (!compares) {
      const [only] = operands(left, left, vocabulary);
      return { kind: 'compare', by: '>', left: only, right: { value: 0 } };
    }
    next();
    const by = (sign.text === '==' ? '=' : sign.text) as Comparison;
    const [one, other] = operands(left, side(), vocabulary);
    return { kind: 'compare', by, left: one, right: other };
  }

  function side(): Side {
    const token = next();
    if (token.kind === 'number' || token.kind === 'percent') return { of: 'number', token };
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'count' && isSymbol('(')) return count();
    if (token.kind === 'name' || (word && !WORDS.includes(word))) return classSide(token, vocabulary);
    throw wrong(token, 'Expected a class, a count such as count(car), or a share such as 3% here');
  }

  function count(): Side {
    const open = next();
    const of = next();
    if (of.kind !== 'word' && of.kind !== 'name') throw wrong(of, 'Expected the class to be counted here');
    const counted = countSide(of, vocabulary);
    close(open);
    return counted;
  }

  function close(open: Token): void {
    if (peek().kind === 'end') throw new QueryError('This parenthesis is not closed.', open.from, open.to);
    if (!isSymbol(')')) throw wrong(peek(), 'Expected “)” here');
    next();
  }

  return whole();
}

function wrong({ kind, text, from, to }: Token, expected: string): QueryError {
  return new QueryError(`${expected}${kind === 'end' ? ', where the query ends.' : `, not “${text}”.`}`, from, to);
}
