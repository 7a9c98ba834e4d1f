import { inPixels, number, type StageDeclaration } from '../../../src/core/refine/option.ts';

export interface MorphologyOptions {
  /**
   * Radius of the square window, in pixels of the model's grid, 0 to 8, with which gaps in each class's probability are
   * closed (the largest value around, then the smallest). It comes before the opening.
   */
  readonly closing?: number | undefined;
  /** The same for specks: the smallest value around, then the largest. */
  readonly opening?: number | undefined;
}

export const MORPHOLOGY: StageDeclaration<MorphologyOptions> = {
  name: 'morphology',
  group: 'Labels',
  options: {
    closing: number({
      least: 0,
      most: 8,
      whole: true,
      slider: {
        label: 'Closing',
        hint: 'Fills gaps up to this many grid pixels on each side',
        step: 1,
        words: inPixels,
      },
    }),
    opening: number({
      least: 0,
      most: 8,
      whole: true,
      slider: {
        label: 'Opening',
        hint: 'Takes specks away, up to this many grid pixels on each side',
        step: 1,
        words: inPixels,
      },
    }),
  },
  isOn: ({ closing = 0, opening = 0 }) => closing > 0 || opening > 0,
};
