/** What somebody has taught a name. */
export interface TaughtClass {
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
}

/** So many classes can be taught, besides the background. */
export const MOST_TAUGHT = 12;

export const BACKGROUND: TaughtClass = { name: 'background', colour: '#20242c' };

/** Told apart by eyes that see few colours, too (Okabe and Ito 2008, and five more between them). */
const COLOURS = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#cc79a7',
  '#0072b2',
  '#d55e00',
  '#8dd3a8',
  '#b497e7',
  '#a0522d',
  '#7fdbda',
  '#ff9f9b',
] as const;

/** One that no other class has. */
export function freeColour(classes: readonly TaughtClass[]): string {
  return COLOURS.find((each) => classes.every(({ colour }) => colour !== each)) ?? COLOURS[0];
}
