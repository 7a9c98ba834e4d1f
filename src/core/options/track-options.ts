import * as v from 'valibot';
import { overlayOf } from '../background/background.ts';
import { PerPixelError } from '../errors/errors.ts';
import { LABELLINGS } from '../instances/instance.ts';
import { asKeep, type Keep } from '../instances/keep.ts';
import { OVERLAYS, OVERLAY_TRAITS } from '../view/overlay.ts';
import { backgroundOption, type BackgroundOption } from './background-option.ts';
import { checked, Model, opening, withModels } from './options.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const keeps = v.pipe(
  v.custom<unknown>((value) => asKeep(value) !== null, 'all, nearest, or a list of track numbers'),
  v.transform((value): Keep => asKeep(value) ?? []),
);

const TrackSchema = v.object(
  {
    ...opening,
    // absent: what suits the picture's shape
    model: v.optional(Model),
    // absent: the one that shows the background
    overlay: v.optional(v.picklist(OVERLAYS, OVERLAYS.join(', '))),
    // has a check of its own, which names what is wrong inside
    background: v.optional(v.custom<BackgroundOption>(() => true)),
    lightWrap: v.optional(v.config(share, { message: 'a number from 0 to 1' }), 0),
    opacity: v.optional(v.config(share, { message: 'a number from 0 to 1' }), 0.5),
    labelling: v.optional(v.picklist(LABELLINGS, LABELLINGS.join(', '))),
    keep: v.optional(keeps),
    onError: v.optional(v.custom<(error: PerPixelError) => void>((value) => typeof value === 'function', 'a function')),
  },
  'an object',
);

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function trackOptions(given: unknown) {
  const { overlay: named, background: text, ...rest } = withModels(checked(TrackSchema, given));
  const background = backgroundOption(text);
  const options = { ...rest, background, overlay: named ?? (background ? overlayOf(background) : 'blur') };
  const alone = !options.mirror && options.ensemble === undefined;
  if (OVERLAY_TRAITS[options.overlay].compares && alone) {
    throw new PerPixelError(
      'option-invalid',
      'There is no disagreement where there is only one prediction.',
      'Set “mirror”, or name a second model as “ensemble”.',
    );
  }
  return options;
}
