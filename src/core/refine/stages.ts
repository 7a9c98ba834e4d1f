import { CRF, type CrfStageOptions } from '../../../workers/stages/crf/options.ts';
import { GUIDED_FILTER, type GuidedFilterOptions } from '../../../workers/stages/guided-filter/options.ts';
import { MORPHOLOGY, type MorphologyOptions } from '../../../workers/stages/morphology/options.ts';
import { SMALL_REGIONS, type SmallRegionsOptions } from '../../../workers/stages/small-regions/options.ts';
import { TEMPORAL_SMOOTHING, type TemporalOptions } from '../../../workers/stages/temporal-smoothing/options.ts';
import type { Declared } from './option.ts';

/**
 * How the label map is tidied: what each stage lets its users set. The order of a frame: scores, temporal smoothing
 * (streams), closing and opening, conditional random field, argmax at the model's resolution, small regions, enlargement to the frame (bilinear, or
 * guided by the picture).
 */
export interface RefineOptions
  extends TemporalOptions, MorphologyOptions, CrfStageOptions, SmallRegionsOptions, GuidedFilterOptions {}

/** The stages that have options, in the order of a frame. */
export const REFINE_STAGES: readonly Declared<RefineOptions>[] = [
  TEMPORAL_SMOOTHING,
  MORPHOLOGY,
  CRF,
  SMALL_REGIONS,
  GUIDED_FILTER,
];
