import { number, type StageDeclaration } from '../../../src/core/refine/option.ts';

export interface SmallRegionsOptions {
  /** Regions of fewer pixels (at the model's resolution) take their surroundings' class; 0 keeps all. */
  readonly minRegion?: number | undefined;
}

export const SMALL_REGIONS: StageDeclaration<SmallRegionsOptions> = {
  name: 'small-regions',
  group: 'Labels',
  options: {
    minRegion: number({
      least: 0,
      most: 10_000,
      whole: true,
      slider: {
        name: 'regions',
        label: 'Small regions',
        hint: 'Regions of fewer grid pixels take their surroundings’ class',
        most: 400,
        step: 4,
        words: (pixels) => (pixels > 0 ? `< ${pixels}` : 'kept'),
      },
    }),
  },
  isOn: ({ minRegion = 0 }) => minRegion > 1,
};
