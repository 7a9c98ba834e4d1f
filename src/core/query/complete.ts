import { QueryError, tokenize, type Token } from './tokens.ts';

export interface Completion {
  /** What to put in place of the text from `from` to `to`. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const JOINTS = ['and', 'or', 'for 0.5s'];

/** What may follow, or end the word, at the caret. */
export function complete(text: string, caret: number, names: readonly string[]): Completion[] {
  const before = text.slice(0, caret);
  const tokens = tokensOf(before);
  if (!tokens) return [];
  const typed = tokens.at(-2);
  const inWord = typed?.kind === 'word' && typed.to === caret;
  const known = inWord ? tokens.slice(0, -2) : tokens.slice(0, -1);
  const from = inWord ? typed.from : caret;
  const start = inWord ? typed.text.toLowerCase() : '';
  return candidates(known.at(-1), names)
    .filter((each) => each.toLowerCase().startsWith(start) && each.toLowerCase() !== start)
    .map((each) => ({ text: each, from, to: caret }));
}

function candidates(last: Token | undefined, names: readonly string[]): readonly string[] {
  const written = names.map((name) => (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : `"${name}"`));
  if (!last) return [...written, 'not'];
  if (last.kind === 'word') {
    const word = last.text.toLowerCase();
    if (word === 'for') return ['0.5s', '1s', '2s'];
    if (['and', 'or', 'not'].includes(word)) return word === 'not' ? written : [...written, 'not'];
    return ['> 1%', '> 5%', '> 10%', '< 1%', ...JOINTS];
  }
  if (last.kind === 'symbol' && last.text !== ')') {
    return last.text === '(' ? [...written, 'not'] : ['1%', '3%', '5%', '10%', '25%', ...written];
  }
  return JOINTS;
}

function tokensOf(text: string): Token[] | null {
  try {
    return tokenize(text);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}
