import { html, type TemplateResult } from 'lit';
import { meansOver } from '../../../core/analysis/bins.ts';
import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { percent } from '../../../elements/format.ts';
import { timecode } from '../format.ts';
import type { LiveSeries } from '../live-series.ts';

/** A stretch that was selected. Seconds. */
export interface Selection {
  readonly from: number;
  readonly to: number;
}

/** With what begins it before what ends it. */
export function inOrder({ from, to }: Selection): Selection {
  return from <= to ? { from, to } : { from: to, to: from };
}

interface Means {
  readonly selection: Selection;
  readonly series: LiveSeries;
  readonly timestamps: Float64Array;
  readonly classes: readonly ModelClass[];
  clear(): void;
}

/** Each class's mean share over the selection, the largest first. */
export function meansOf({ selection, series, timestamps, classes, clear }: Means): TemplateResult {
  const first = series.placeOf(frameAt(timestamps, selection.from));
  const last = series.placeOf(frameAt(timestamps, selection.to));
  const means = meansOver(series, first, last);
  const rows = classes
    .map((each) => ({ ...each, mean: means[each.id] ?? 0 }))
    .filter(({ mean }) => mean >= 0.0005)
    .sort((a, b) => b.mean - a.mean);
  return html`
    <section class="means" aria-label="Means of the selection">
      <p class="caption figures">
        <span>${timecode(selection.from)} – ${timecode(selection.to)} · ${last - first + 1} frames</span>
        <button class="button plain" type="button" @click=${clear}>Clear</button>
      </p>
      <ul tabindex="0" role="list" aria-label="Mean shares">
        ${rows.map(
          ({ name, colour, mean }) => html`
            <li title=${name}>
              <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
                <rect width="12" height="12" rx="3" fill=${colour} />
              </svg>
              <span class="name"><bdi>${name}</bdi></span> <b class="figures">${percent(mean)}</b>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
