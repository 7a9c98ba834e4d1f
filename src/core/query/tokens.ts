/** A piece of a query and where it stands, as offsets into the text. */
export interface Token {
  /** A `name` stands in quotes, and is no word of the language. */
  readonly kind: 'word' | 'name' | 'number' | 'percent' | 'seconds' | 'symbol' | 'end';
  readonly text: string;
  /** Of numbers: per cent as a share (3 % is 0.03), durations in seconds. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a query, and where. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

const NUMBER = /(\d+(?:\.\d+)?|\.\d+)(?:\s*(%|ms\b|s\b|min\b))?/y;
const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const QUOTED = /"([^"]*)"/y;
const SYMBOL = />=|<=|!=|==|[<>=()]/y;
/** How many of a unit are a second. */
const A_SECOND: Readonly<Record<string, number>> = { ms: 1000, s: 1, min: 1 / 60 };

/** @throws QueryError at the first character that begins nothing known */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = readToken(match, at);
    if (!token) {
      const open = text[at] === '"';
      throw new QueryError(open ? 'This quote is not closed.' : `“${text[at]}” means nothing here.`, at, at + 1);
    }
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: 'end', text: '', value: 0, from: text.length, to: text.length });
  return tokens;
}

function readToken(match: (pattern: RegExp) => RegExpExecArray | null, from: number): Token | null {
  const number = match(NUMBER);
  if (number) {
    const [text, digits = '', unit] = number;
    // divided, not multiplied: 47 / 100 is the 0.47 that anybody else writes
    const parts = unit === undefined ? 1 : unit === '%' ? 100 : (A_SECOND[unit] ?? 1);
    const kind = unit === undefined ? 'number' : unit === '%' ? 'percent' : 'seconds';
    return { kind, text, value: Number(digits) / parts, from, to: from + text.length };
  }
  const quoted = match(QUOTED);
  if (quoted) return { kind: 'name', text: quoted[1] ?? '', value: 0, from, to: from + quoted[0].length };
  const word = match(WORD);
  if (word) return { kind: 'word', text: word[0], value: 0, from, to: from + word[0].length };
  const symbol = match(SYMBOL);
  return symbol && { kind: 'symbol', text: symbol[0], value: 0, from, to: from + symbol[0].length };
}
