import { html, type TemplateResult } from 'lit';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { percent } from '../../../elements/format.ts';
import type { LiveSeries } from '../live-series.ts';

/** Room for the names of the rows: as wide as they are, within bounds. Pixels. */
export function axisWidth(classes: readonly ModelClass[], letters: number, width: number): number {
  const ruler = new OffscreenCanvas(1, 1).getContext('2d');
  if (ruler) ruler.font = `500 ${letters}px system-ui, sans-serif`;
  const longest = Math.max(0, ...classes.map(({ name }) => ruler?.measureText(name).width ?? 0));
  return Math.round(Math.max(letters * 4, Math.min(longest * 1.05 + letters * 1.6, letters * 11, width * 0.3)));
}

/** The classes' names beside their rows; where rows are lower than a line of text, only some of them. */
export function rowNames(classes: readonly ModelClass[], height: number, letters: number): TemplateResult {
  const most = Math.max(1, Math.floor(height / (letters * 1.05)));
  const step = Math.ceil(classes.length / most);
  return html`
    <ol class="rows" aria-label="Rows">
      ${classes.map(
        ({ name, colour }, row) => html`
          <li title=${name}>
            <span class="name ${row % step === 0 ? '' : 'unseen'}"><bdi>${name}</bdi></span>
            <svg class="key" viewBox="0 0 4 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width="4" height="10" fill=${colour} />
            </svg>
          </li>
        `,
      )}
    </ol>
  `;
}

/** The class of a row and its share of a frame. @param y 0 to 1 of all rows */
export function rowNote(classes: readonly ModelClass[], series: LiveSeries, y: number, index: number): string {
  const row = classes[Math.min(classes.length - 1, Math.floor(y * classes.length))];
  const share = row && series.shares[row.id]?.[series.placeOf(index)];
  return share === undefined || Number.isNaN(share) ? (row?.name ?? '') : `${row?.name} ${percent(share)}`;
}
