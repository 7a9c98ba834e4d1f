export const OVERLAYS = [
  'labels',
  'outline',
  'blur',
  'replace',
  'cutout',
  'confidence',
  'entropy',
  'none',
  'disagreement',
] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** What is on a canvas: an overlay over the picture, or `withheld`: nothing of the picture at all. */
export type Shown = Overlay | 'withheld';

/** Whether nothing of a background can be seen. */
export function conceals(shown: Shown): boolean {
  return shown === 'blur' || shown === 'replace' || shown === 'cutout' || shown === 'withheld';
}
