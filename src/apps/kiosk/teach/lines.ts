import { html, svg, type TemplateResult } from 'lit';
import type { Size } from '../../../core/geometry/fit.ts';
import type { Drawn } from './pupil.ts';

/** What was drawn over a picture, where there are no labels of it yet. @param colourOf of a class */
export function lines(
  drawn: readonly Drawn[],
  { width, height }: Size,
  colourOf: (classId: number) => string,
): TemplateResult {
  return html`<svg class="lines" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${drawn.map(
      ({ trace: { points, size }, classId }) =>
        svg`<polyline
          points=${points.map(([x, y]) => `${x * width},${y * height}`).join(' ')}
          stroke=${classId === null ? '#ffffff' : colourOf(classId)}
          stroke-width=${2 * size * Math.min(width, height)}
        />`,
    )}
  </svg>`;
}
