import { html, nothing, type TemplateResult } from 'lit';
import { describeEvery } from '../shared/analysis/every.ts';
import type { PerPixelError } from '../shared/errors.ts';
import type { Progress } from '../shared/protocol.ts';
import { bytes } from '../ui/format.ts';
import { loadingWords } from '../ui/loading.ts';
import { span, timecode } from './format.ts';
import type { AnalysisJob } from './job.ts';

export interface HeadActions {
  /** What the page has to say besides. */
  readonly error: PerPixelError | null;
  run(): void;
  pause(): void;
  cancel(): void;
  open(): void;
}

/** The video's name and facts, how far its analysis is, and what went wrong. */
export function jobHead(job: AnalysisJob, actions: HeadActions): TemplateResult {
  const { video, info, lost, state } = job;
  const problem = job.error ?? actions.error;
  return html`
    <section class="head">
      <h2 title=${job.source.name}>${job.source.name}</h2>
      ${
        video
          ? html`<p class="facts">
              ${video.info.width} × ${video.info.height} · ${timecode(video.info.duration - video.info.start)} ·
              ${video.info.frameCount} frames · ${video.info.codec}
            </p>`
          : nothing
      }
      ${info ? html`<p class="facts" title=${info.reason}>${info.model.title} · ${info.model.licence} · ${info.backend === 'wasm' ? 'WASM' : 'WebGPU'} · ${describeEvery(job.choice.every)}</p>` : nothing}
      ${progress(job)}
      <div class="row">
        ${state === 'running' ? html`<button class="button" type="button" @click=${actions.pause}>Pause analysis</button>` : nothing}
        ${state === 'paused' ? html`<button class="button primary" type="button" @click=${actions.run}>${(job.series?.filled ?? 0) > 0 ? 'Resume analysis' : 'Analyse'}</button>` : nothing}
        ${state === 'running' || state === 'paused' ? html`<button class="button plain" type="button" @click=${actions.cancel}>Cancel</button>` : nothing}
        ${state === 'failed' ? html`<button class="button primary" type="button" @click=${actions.run}>Try again</button>` : nothing}
        ${state === 'failed' ? html`<button class="button" type="button" @click=${actions.open}>Choose another video</button>` : nothing}
      </div>
      <div aria-live="polite" class="head">
        ${problem ? html`<p class="error" role="alert">${problem.message}</p>` : nothing}
        ${lost.length > 0 ? html`<p class="notice">${lost.length === 1 ? '1 frame could not be decoded and is' : `${lost.length} frames could not be decoded and are`} left out: ${some(lost)}.</p>` : nothing}
        ${job.note ? html`<p class="notice">${job.note}</p>` : nothing}
        ${job.inMemory ? html`<p class="notice">This machine has no room to keep the labels. The analysis goes on in memory and is gone when this page is closed: take away what you need.</p>` : nothing}
        ${
          state === 'elsewhere'
            ? html`<p class="notice">
                Another tab is analysing this video with the same options. It opens here when that tab is closed.
              </p>`
            : nothing
        }
      </div>
    </section>
  `;
}

function progress({ state, series, progress: loading, pace }: AnalysisJob): TemplateResult | typeof nothing {
  if (loading) return opening(loading);
  if (!series) return state === 'opening' ? html`<p class="facts">Reading the video’s index</p>` : nothing;
  const { length } = series.frames;
  if (state === 'done') return html`<p class="facts">All ${length} frames analysed</p>`;
  const { perSecond, timesRealTime, left } = pace;
  const speed =
    state === 'running' && perSecond > 0
      ? ` · ${perSecond.toFixed(1)} frames/s · ${timesRealTime.toFixed(2)}× real time`
      : '';
  const rest = state === 'running' && left !== null && perSecond > 0 ? ` · ${span(left)} left` : '';
  return html`
    <progress max=${length} value=${series.filled} aria-label="Analysed"></progress>
    <p class="facts">${series.filled} of ${length} frames${speed}${rest}</p>
  `;
}

/** A bar only where it is known how much is missing. */
function opening(loading: Progress): TemplateResult {
  const { title } = loadingWords(loading);
  const { loaded, total } = loading;
  if (total === 0 || loaded >= total) {
    return html`<progress aria-label=${title}></progress>
      <p class="facts">${title}…</p>`;
  }
  return html`
    <progress max=${total} value=${loaded} aria-label=${title}></progress>
    <p class="facts">${title}: ${bytes(loaded, total)}</p>
  `;
}

function some(indices: readonly number[]): string {
  const shown = indices.slice(0, 8).join(', ');
  return indices.length > 8 ? `${shown} and ${indices.length - 8} more` : shown;
}
