import { svg, type SVGTemplateResult } from 'lit';
import { LENS, lensAt, type Place } from '../lens/lens.ts';
import type { Size } from '../../../core/geometry/fit.ts';

/** Where the lens is: the pixels that it shows, and a ring that can be seen from far. */
export function lensMarks(place: Place, size: Size): SVGTemplateResult {
  const { x, y } = lensAt(place, size);
  const middle = { x: x + LENS.width / 2, y: y + LENS.height / 2 };
  const frame = (kind: string): SVGTemplateResult =>
    svg`<rect class=${kind} x=${x - 1} y=${y - 1} width=${LENS.width + 2} height=${LENS.height + 2} />
      <circle class=${kind} cx=${middle.x} cy=${middle.y} r="26" />`;
  return svg`${frame('under')}${frame('line')}`;
}
