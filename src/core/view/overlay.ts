interface OverlayTraits {
  /** On its key. */
  readonly label: string;
  /** What it does. */
  readonly hint: string;
  /** Nothing of a background can be seen. */
  readonly conceals: boolean;
  /** It is laid over the picture, so that opacity means something. */
  readonly layered: boolean;
  /** It compares the results of several runs: there are none without test-time augmentation or an ensemble. */
  readonly compares: boolean;
}

const traits = (label: string, hint: string, given: Partial<OverlayTraits> = {}): OverlayTraits => ({
  label,
  hint,
  conceals: false,
  layered: true,
  compares: false,
  ...given,
});
/** The background is gone, and nothing lies over what is left. */
const CONCEALING = { conceals: true, layered: false };

/** Every overlay in the order of its key and of its number; the compositors draw them by these names. */
export const OVERLAY_TRAITS = {
  labels: traits('Labels', 'Each pixel in its class’s colour'),
  outline: traits('Outline', 'Lines where classes meet'),
  blur: traits('Blur', 'Blur the background', CONCEALING),
  replace: traits('Replace', 'Put another background behind', CONCEALING),
  cutout: traits('Cut-out', 'Take the background away', CONCEALING),
  confidence: traits('Confidence', 'How sure the model is of each pixel'),
  entropy: traits('Entropy', 'Where the model wavers between classes'),
  none: traits('Picture', 'The picture alone', { layered: false }),
  disagreement: traits('Disagreement', 'How far several answers are apart', { compares: true }),
};
export type Overlay = keyof typeof OVERLAY_TRAITS;
export const OVERLAYS = Object.keys(OVERLAY_TRAITS) as readonly Overlay[];

export function isOverlay(value: unknown): value is Overlay {
  return OVERLAYS.some((each) => each === value);
}

/** What is on a canvas: an overlay over the picture, or `withheld`: nothing of the picture at all. */
export type Shown = Overlay | 'withheld';

/** Whether nothing of a background can be seen. */
export function conceals(shown: Shown): boolean {
  return shown === 'withheld' || OVERLAY_TRAITS[shown].conceals;
}
