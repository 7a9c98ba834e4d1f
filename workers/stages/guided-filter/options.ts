import { inPixels, number, type StageDeclaration } from '../../../src/core/refine/option.ts';

/** Of a guided filter (He, Sun, Tang: Guided Image Filtering, 2010; Fast Guided Filter, 2015). */
export interface GuidedOptions {
  /** Of the square window, in pixels of the model's grid: 1 to 16. */
  readonly radius: number;
  /** Variance of luma (0 to 1) below which a window counts as flat and is averaged over: 1e-6 to 1. */
  readonly epsilon: number;
  /** How strongly the picture pulls, 1 to 4; default 1. A model's edges are softer than the picture's: more finds them better. */
  readonly gain?: number | undefined;
}

export interface GuidedFilterOptions {
  /** Moves edges onto those of the picture while the labels are enlarged; absent or false: bilinear. */
  readonly guided?: GuidedOptions | false | undefined;
}

export const GUIDED_FILTER: StageDeclaration<GuidedFilterOptions> = {
  name: 'guided-filter',
  group: 'Edges',
  options: {
    guided: {
      kind: 'switch',
      label: 'Follow the picture',
      start: { radius: 2, epsilon: 1e-3 },
      fields: {
        radius: number({
          least: 1,
          most: 16,
          whole: true,
          slider: {
            label: 'Radius',
            hint: 'Grid pixels around an edge that are looked at',
            most: 8,
            step: 1,
            words: inPixels,
          },
        }),
        epsilon: number({
          least: 1e-6,
          most: 1,
          slider: {
            label: 'Contrast',
            hint: 'Steps of brightness that count as an edge: fainter to the left',
            step: 0.5,
            logarithmic: true,
            words: (variance) => `${(Math.sqrt(variance) * 100).toFixed(1)} %`,
          },
        }),
        gain: number({ least: 1, most: 4, optional: true }),
      },
    },
  },
  isOn: ({ guided }) => Boolean(guided),
  looks: true,
  costly: true,
};
