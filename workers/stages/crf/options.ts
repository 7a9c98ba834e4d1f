import { number, type StageDeclaration } from '../../../src/core/refine/option.ts';

/** Of a conditional random field over the pixels of the model's grid, each joined with those in a window around it. */
export interface CrfOptions {
  /** Steps of mean field, 1 to 5. */
  readonly iterations: number;
  /** Of the square window, in pixels of the model's grid: 1 to 4; default 2. */
  readonly radius?: number | undefined;
  /** How much neighbours of like colour count, 0 to 10, where the model's own scores count 1; default 3. */
  readonly appearance?: number | undefined;
  /** How far colours (0 to 1) may be apart and still be alike, a standard deviation: 0.001 to 1; default 0.03. */
  readonly contrast?: number | undefined;
  /** How much neighbours count whatever their colour, 0 to 10; default 0. */
  readonly smoothness?: number | undefined;
}

/** What the fields are where they are left out; chosen on training images (docs/reports/crf.md). */
export const CRF_DEFAULTS = { radius: 2, appearance: 3, contrast: 0.03, smoothness: 0 };

export interface CrfStageOptions {
  /** Draws pixels of like colour to the same class, on the model's grid; absent or false: off. */
  readonly crf?: CrfOptions | false | undefined;
}

export const CRF: StageDeclaration<CrfStageOptions> = {
  name: 'crf',
  group: 'Edges',
  options: {
    crf: {
      kind: 'switch',
      label: 'Join like colours',
      start: { iterations: 3 },
      fields: {
        iterations: number({
          least: 1,
          most: 5,
          whole: true,
          slider: {
            label: 'Iterations',
            hint: 'Steps in which neighbours of like colour draw each other to one class (a conditional random field)',
            step: 1,
            words: String,
          },
        }),
        radius: number({ least: 1, most: 4, whole: true, optional: true }),
        appearance: number({ least: 0, most: 10, optional: true }),
        contrast: number({ least: 1e-3, most: 1, optional: true }),
        smoothness: number({ least: 0, most: 10, optional: true }),
      },
    },
  },
  isOn: ({ crf }) => Boolean(crf),
  looks: true,
  costly: true,
};
