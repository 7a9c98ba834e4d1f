import type { IconPaths } from './icon.ts';

interface OverlayTraits {
  /** On its key. */
  readonly label: string;
  /** What it does. */
  readonly hint: string;
  /** On its key too. */
  readonly icon: IconPaths;
  /** Nothing of a background can be seen. */
  readonly conceals: boolean;
  /** It is laid over the picture, so that opacity means something. */
  readonly layered: boolean;
  /** It compares the results of several runs: there are none without test-time augmentation or an ensemble. */
  readonly compares: boolean;
}

const traits = (label: string, hint: string, icon: IconPaths, given: Partial<OverlayTraits> = {}): OverlayTraits => ({
  label,
  hint,
  icon,
  conceals: false,
  layered: true,
  compares: false,
  ...given,
});
/** The background is gone, and nothing lies over what is left. */
const CONCEALING = { conceals: true, layered: false };

/** Clockwise from the right. */
const circle = (x: number, y: number, radius: number): string =>
  `M${x + radius} ${y}a${radius} ${radius} 0 0 1-${2 * radius} 0 ${radius} ${radius} 0 0 1 ${2 * radius} 0Z`;
const FRAME = {
  d: 'M4.75 3.75h10.5a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2H4.75a2 2 0 0 1-2-2v-8.5a2 2 0 0 1 2-2Z',
};
const PERSON = `${circle(10, 7, 2.8)}M4.5 16.5c.4-3.3 2.6-4.9 5.5-4.9s5.1 1.6 5.5 4.9`;
const SOLID_PERSON = { d: `${PERSON}Z`, fill: 'too' } as const;

/** Every overlay in the order of its key and of its number; the compositors draw them by these names. */
export const OVERLAY_TRAITS = {
  labels: traits('Labels', 'Each pixel in its class’s colour', [
    FRAME,
    { d: 'M3 12.5h4.5V9h5v7H3Z', fill: 'too' },
    { d: 'M12.5 9V4M17 12.5h-4.5' },
  ]),
  outline: traits('Outline', 'Lines where classes meet', [{ d: PERSON }]),
  blur: traits(
    'Blur',
    'Blur the background',
    [SOLID_PERSON, { d: 'M3 4v.1m0 3.4v.1m0 3.4v.1M17 4v.1m0 3.4v.1m0 3.4v.1M5.6 2.5v.1m8.8-.1v.1' }],
    CONCEALING,
  ),
  replace: traits(
    'Replace',
    'Put another background behind',
    [
      FRAME,
      { d: `${circle(8.3, 9.2, 1.7)}M4.8 16c.2-2.4 1.6-3.6 3.5-3.6s3.3 1.2 3.5 3.6Z`, fill: 'too' },
      { d: circle(13.8, 7.2, 1.1) },
    ],
    CONCEALING,
  ),
  cutout: traits(
    'Cut-out',
    'Take the background away',
    [{ d: 'M3 6V5c0-1 .8-1.8 1.8-1.8H6m8 0h1.2c1 0 1.8.8 1.8 1.8v1', dashes: '2 2.3' }, SOLID_PERSON],
    CONCEALING,
  ),
  confidence: traits('Confidence', 'How sure the model is of each pixel', [
    { d: `M3.5 14.5a7 7 0 1 1 13 0M10 12l3-4.5${circle(10, 12.4, 1)}` },
  ]),
  entropy: traits('Entropy', 'Where the model wavers between classes', [
    {
      d: [
        circle(5, 5, 1.7),
        circle(10, 4.6, 1),
        circle(15, 5.2, 2),
        circle(4.8, 10, 1),
        circle(10, 10, 2.2),
        circle(15.2, 10.4, 0.9),
        circle(5, 15, 2),
        circle(10.2, 15.4, 1),
        circle(15, 15, 1.6),
      ].join(''),
      fill: 'alone',
    },
  ]),
  none: traits(
    'Picture',
    'The picture alone',
    [FRAME, { d: `${circle(7, 7.8, 1.2)}M3 14.2l4.2-3.7 2.6 2.2 3.3-3.5 4 4` }],
    { layered: false },
  ),
  disagreement: traits(
    'Disagreement',
    'How far several predictions are apart',
    [{ d: circle(7.5, 10, 4.7) }, { d: circle(12.5, 10, 4.7), dashes: '2 2.1' }],
    { compares: true },
  ),
};
/** What is laid over the picture, or takes its background away. */
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
