import type { Labelling } from '../../core/instances/instance.ts';

/** The control of each step, by its values from the first to the last. */
export const CHOICES = {
  pixels: ['numbers', 'labels', 'chances'],
  answers: ['oneLabel', 'boxes', 'pixels'],
  holes: [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  things: ['semantic', 'instance', 'panoptic'] satisfies Labelling[],
  depths: ['1', '2', '3', '4', 'field'],
  doubt: ['doubt', 'edges', 'networks', 'you'],
} as const;

/** What is chosen in each step. */
export type Choices = {
  -readonly [Step in keyof typeof CHOICES]: (typeof CHOICES)[Step][number] | (Step extends 'holes' ? number : never);
};

export const FIRST: Readonly<Choices> = {
  pixels: 'numbers',
  answers: 'oneLabel',
  holes: 0.2,
  things: 'semantic',
  depths: '1',
  doubt: 'doubt',
};

/** The value a notch further on; at either end it stays. */
export function notch<T extends string | number>(values: readonly T[], value: T, by: 1 | -1): T {
  const at = values.indexOf(value);
  if (at >= 0) return values[Math.min(Math.max(at + by, 0), values.length - 1)]!;
  // between two notches
  return (by > 0 ? values.find((each) => each > value) : values.findLast((each) => each < value)) ?? value;
}
