import { html, nothing, type TemplateResult } from 'lit';
import { describeEvery } from '../../core/analysis/every.ts';
import { describeLabelling } from './choice.ts';
import type { Unkept } from '../../protocol/video.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Progress } from '../../core/options/progress.ts';
import { bytes } from '../../elements/format.ts';
import { loadingWords } from '../../elements/loading.ts';
import { span, timecode } from './format.ts';
import type { TruthScore } from '../../core/truth/score.ts';
import type { AnalysisJob } from './job.ts';
import type { JobState } from './job-source.ts';

export interface HeadActions {
  /** What the page has to say besides. */
  readonly error: PerPixelError | null;
  run(): void;
  pause(): void;
  cancel(): void;
  open(): void;
  /** Asks to read the files of an earlier visit again. */
  allow(): void;
  /** Somebody teaches on it. */
  readonly teaching: boolean;
  teach(): void;
  /** Of the sample drive, once it was compared with its exact labels. */
  readonly score: TruthScore | null;
}

/** Why what is analysed does not outlive the page. */
const UNKEPT: Readonly<Record<Unkept, string>> = {
  full: 'This machine has no room to keep the labels.',
  refused: 'This browser keeps no labels for this page: it cannot, or its window is private.',
};

/** The video's name and facts, how far its analysis is, and what went wrong. */
export function jobHead(job: AnalysisJob, actions: HeadActions): TemplateResult {
  const { video, info, lost, state } = job;
  const problem = job.error ?? actions.error;
  return html`
    <section class="head">
      <h2 dir="auto" title=${job.source.name}>${job.source.name}</h2>
      ${
        video
          ? html`<p class="facts">
              ${video.info.width} × ${video.info.height} · ${timecode(video.info.duration - video.info.start)} ·
              ${video.info.frameCount} frames · ${video.info.codec}
            </p>`
          : nothing
      }
      ${info ? html`<p class="facts" title=${info.reason}>${info.model.title} · ${info.model.licence} · ${info.backend === 'wasm' ? 'WASM' : 'WebGPU'} · ${[describeEvery(job.choice.every), describeLabelling(job.choice)].filter(Boolean).join(' · ')}</p>` : nothing}
      ${progress(job)}
      ${actions.score ? html`<p class="facts">Mean IoU ${actions.score.miou.toFixed(3)} against its exact labels</p>` : nothing}
      <div class="row">
        ${next(job, actions)}
        ${state === 'running' || state === 'paused' ? html`<button class="button plain" type="button" @click=${actions.cancel}>Cancel</button>` : nothing}
        ${
          video && state !== 'failed'
            ? html`<button class="button" type="button" aria-pressed=${actions.teaching} @click=${actions.teach}>
                ${actions.teaching ? 'Stop teaching' : 'Teach'}
              </button>`
            : nothing
        }
        ${state === 'failed' ? html`<button class="button" type="button" @click=${actions.open}>Choose another video</button>` : nothing}
      </div>
      <div aria-live="polite" class="head">
        ${problem ? html`<p class="error" role="alert">${problem.message}</p>` : nothing}
        ${lost.length > 0 ? html`<p class="notice">${lost.length === 1 ? '1 frame could not be decoded and is' : `${lost.length} frames could not be decoded and are`} left out: ${some(lost)}.</p>` : nothing}
        ${job.note ? html`<p class="notice">${job.note}</p>` : nothing}
        ${job.unkept ? html`<p class="notice">${UNKEPT[job.unkept]} The analysis goes on in memory and is gone when this page is closed: take away what you need.</p>` : nothing}
        ${job.missing ? html`<p class="notice">${whyMissing(job)}</p>` : nothing}
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

/** One button, whatever it does: whoever pressed it by key is still on it. */
function next(job: AnalysisJob, { run, pause, open, allow }: HeadActions): TemplateResult | typeof nothing {
  const { state, missing, counts } = job;
  const offers: Partial<Record<JobState, readonly [string, () => void]>> = {
    running: ['Pause analysis', pause],
    paused: [counts.done > 0 ? 'Resume analysis' : 'Analyse', run],
    waiting: ['Analyse now', run],
    missing: missing === 'permission' ? ['Go on', allow] : ['Choose it again', open],
    failed: ['Try again', run],
  };
  const [text, act] = offers[state] ?? [];
  if (!text || !act) return nothing;
  const kind = state === 'running' || state === 'waiting' ? 'button' : 'button primary';
  return html`<button class=${kind} type="button" @click=${act}>${text}</button>`;
}

function whyMissing({ missing, source: { name }, counts: { done } }: AnalysisJob): string {
  const kept = done > 0 ? ' What was analysed is kept.' : '';
  if (missing === 'permission') return `Your browser asks before ${name} is read again.${kept}`;
  if (missing === 'gone') return `${name} is not where it was.${kept} Put it back and reload, or choose it again.`;
  return `This browser keeps no way back to ${name}.${kept} Choose it again to go on.`;
}

function progress({ state, series, progress: loading, pace, counts }: AnalysisJob): TemplateResult | typeof nothing {
  if (loading) return opening(loading);
  if (state === 'opening' && !series) return html`<p class="facts">Reading the video’s index</p>`;
  const length = counts.total;
  if (length === 0) return state === 'waiting' ? html`<p class="facts">Waits for its turn</p>` : nothing;
  if (state === 'done') return html`<p class="facts">All ${length} frames analysed</p>`;
  const { perSecond, timesRealTime, left } = pace;
  const speed =
    state === 'running' && perSecond > 0
      ? ` · ${perSecond.toFixed(1)} frames/s · ${timesRealTime.toFixed(2)}× real time`
      : '';
  const rest = state === 'running' && left !== null && perSecond > 0 ? ` · ${span(left)} left` : '';
  return html`
    <progress max=${length} value=${counts.done} aria-label="Analysed"></progress>
    <p class="facts">${counts.done} of ${length} frames${speed}${rest}</p>
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
