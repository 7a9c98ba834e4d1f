import { OVERLAYS, type Shown } from '../../../src/core/view/overlay.ts';
import { OVERLAY_KINDS } from '../overlays.ts';

/** The overlays that are drawn on the GPU; one's place here is its number in the shader. */
const DRAWN: readonly Shown[] = OVERLAYS.filter((overlay) => OVERLAY_KINDS[overlay].wgsl !== null);

/** The overlay's number in the shader; that of one which is not drawn there shows nothing of the picture. */
export function overlayNumber(shown: Shown): number {
  const number = DRAWN.indexOf(shown);
  return number < 0 ? DRAWN.length : number;
}

/** Each overlay's function in WGSL, and `overlaid`, which chooses among them. */
export const overlayCode = [
  ...Object.values(OVERLAY_KINDS).map(({ wgsl }) => wgsl ?? ''),
  'fn overlaid(at: Pixel) -> vec4f {',
  '  switch (view.overlay) {',
  ...DRAWN.map((overlay, number) => `    case ${number}: { return overlay_${overlay}(at); }`),
  '    default: { return vec4f(0.0); }',
  '  }',
  '}',
].join('\n');
