import * as v from 'valibot';
import { LABELLINGS } from '../instances/instance.ts';
import type { PastFrame } from '../instances/recent-frames.ts';
import { NODE_BACKENDS } from '../tuning/node-backend.ts';
import { checked, EverySchema, MODEL, Model, needed, opening, withModels } from './options.ts';

// there is one library there
const { runtime: _one, ...others } = opening;

const shared = {
  ...others,
  backend: v.optional(v.picklist(NODE_BACKENDS, NODE_BACKENDS.join(', ')), 'auto'),
  threads: v.optional(
    v.pipe(
      v.number('a whole number from 1 on'),
      v.integer('a whole number from 1 on'),
      v.minValue(1, 'a whole number from 1 on'),
    ),
  ),
};

/** What an analysis hands out of each frame besides. */
export const OUTPUTS = ['confidence', 'instanceMap'] as const;

const SegmenterSchema = v.object({ ...shared, model: v.optional(Model, 'selfie') }, 'an object');

const AnalyzeSchema = v.object(
  {
    ...shared,
    model: v.optional(Model, () => needed('model', MODEL)),
    every: v.optional(EverySchema, 1),
    labelling: v.optional(v.picklist(LABELLINGS, LABELLINGS.join(', '))),
    outputs: v.optional(v.array(v.picklist(OUTPUTS, OUTPUTS.join(', ')), `a list of ${OUTPUTS.join(', ')}`), []),
    from: v.optional(
      v.pipe(v.number('an index of a frame'), v.integer('an index of a frame'), v.minValue(0, 'an index of a frame')),
      0,
    ),
    before: v.optional(v.custom<readonly PastFrame[]>(Array.isArray, 'a list of frames'), []),
  },
  'an object',
);

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function nodeSegmenterOptions(given: unknown) {
  return withModels(checked(SegmenterSchema, given));
}

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function nodeAnalyzeOptions(given: unknown) {
  return withModels(checked(AnalyzeSchema, given));
}
