import { number, type StageDeclaration } from '../../../src/core/refine/option.ts';

export interface TemporalOptions {
  /** Share of the previous frame kept where the picture stands still, 0 to 0.95; 0 turns smoothing off. Streams only. */
  readonly temporal?: number | undefined;
}

export const TEMPORAL_SMOOTHING: StageDeclaration<TemporalOptions> = {
  name: 'temporal-smoothing',
  group: 'Labels',
  options: {
    temporal: number({
      least: 0,
      most: 0.95,
      slider: {
        label: 'Smoothing',
        hint: 'Share of the frame before that is kept where the picture stands still',
        step: 0.05,
        words: (share) => `${Math.round(share * 100)} %`,
      },
    }),
  },
  isOn: ({ temporal = 0 }) => temporal > 0,
  remembers: true,
};
