import { written } from './operand.ts';
import { QueryError, tokenize, type Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Completion {
  /** What to put in place of the text from `from` to `to`. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const JOINTS = ['and', 'or', 'for 0.5s'];

/** What may follow, or end the word, at the caret. */
export function complete(text: string, caret: number, vocabulary: Vocabulary): Completion[] {
  const before = text.slice(0, caret);
  const tokens = tokensOf(before);
  if (!tokens) return [];
  const typed = tokens.at(-2);
  const inWord = typed?.kind === 'word' && typed.to === caret;
  const known = inWord ? tokens.slice(0, -2) : tokens.slice(0, -1);
  const from = inWord ? typed.from : caret;
  const start = inWord ? typed.text.toLowerCase() : '';
  return candidates(known, vocabulary)
    .filter((each) => each.toLowerCase().startsWith(start) && each.toLowerCase() !== start)
    .map((each) => ({ text: each, from, to: caret }));
}

function candidates(known: readonly Token[], { names, counted }: Vocabulary): readonly string[] {
  const last = known.at(-1);
  const classes = names.map(written);
  const things = classes.filter((_, id) => counted[id]);
  const sides = things.length > 0 ? ['count(', ...classes] : classes;
  if (!last) return [...sides, 'not'];
  if (last.kind === 'word' || last.kind === 'name') {
    const word = last.kind === 'word' ? last.text.toLowerCase() : '';
    if (word === 'for') return ['0.5s', '1s', '2s'];
    if (['and', 'or', 'not'].includes(word)) return word === 'not' ? sides : [...sides, 'not'];
    if (counts(known.slice(0, -1))) return [')'];
    return ['> 1%', '> 5%', '> 10%', '< 1%', ...JOINTS];
  }
  if (isSymbol(last, ')')) return counts(known.slice(0, -2)) ? ['>= 1', '>= 2', '>= 3', '= 0', ...JOINTS] : JOINTS;
  if (isSymbol(last, '(')) return counts(known) ? things.map((name) => `${name})`) : [...sides, 'not'];
  if (last.kind !== 'symbol') return JOINTS;
  const ofCount = isSymbol(known.at(-2), ')') && counts(known.slice(0, -3));
  return ofCount
    ? ['0', '1', '2', '3', '5', ...things.map((name) => `count(${name})`)]
    : ['1%', '3%', '5%', '10%', '25%', ...classes];
}

/** Whether these end with `count(`. */
function counts(tokens: readonly Token[]): boolean {
  const word = tokens.at(-2);
  return isSymbol(tokens.at(-1), '(') && word?.kind === 'word' && word.text.toLowerCase() === 'count';
}

function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

function tokensOf(text: string): Token[] | null {
  try {
    return tokenize(text);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}
