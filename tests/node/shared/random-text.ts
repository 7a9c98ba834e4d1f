const LETTERS = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '"',
  "'",
  ',',
  ';',
  '|',
  '\t',
  '\r',
  '\n',
  ' ',
  '\u200b',
  '\ufeff',
  'a',
  '1',
  '<',
];

/** Short texts of what makes trouble in tables, the same ones each time. */
export function createRandom(seed: number): (longest: number) => string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return (longest) => Array.from({ length: next(longest + 1) }, () => LETTERS[next(LETTERS.length)]).join('');
}
