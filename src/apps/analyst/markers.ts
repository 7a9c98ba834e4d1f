import { html, nothing, type TemplateResult } from 'lit';
import { timecode } from './format.ts';
import { closeIcon } from './icons.ts';
import type { AnalysisJob } from './job.ts';

/** The markers of a video: a place and a note each. */
export function markersOf(job: AnalysisJob, seek: (index: number) => void): TemplateResult | typeof nothing {
  const { markers } = job;
  if (markers.length === 0) return nothing;
  const note = (at: number, text: string): void => {
    job.setMarkers(markers.map((each) => (each.index === at ? { index: at, text } : each)));
  };
  return html`
    <section>
      <h3>Markers</h3>
      <ul class="markers">
        ${markers.map(
          ({ index, text }) => html`
            <li>
              <button class="button plain" type="button" @click=${() => seek(index)}>
                ${timecode(job.video?.timestamps[index] ?? 0)}
              </button>
              <input
                dir="auto"
                aria-label="Note at frame ${index}"
                .value=${text}
                @change=${({ target }: Event) => note(index, (target as HTMLInputElement).value)}
              />
              <button
                class="button plain square"
                type="button"
                aria-label="Remove the marker at frame ${index}"
                @click=${() => job.setMarkers(markers.filter((each) => each.index !== index))}
              >
                ${closeIcon}
              </button>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

/** Marks a frame, once. */
export function mark(job: AnalysisJob, index: number): void {
  if (job.markers.some((each) => each.index === index)) return;
  job.setMarkers([...job.markers, { index, text: '' }]);
}
