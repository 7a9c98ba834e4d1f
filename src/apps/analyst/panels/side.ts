import { html, nothing, type TemplateResult } from 'lit';
import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { Hit } from '../../../core/query/evaluate.ts';
import type { TruthScore } from '../../../core/truth/score.ts';
import { openIcon } from '../../../elements/icons/icons.ts';
import '../../../elements/legend/legend.ts';
import { jobHead, type HeadActions } from '../job-head.ts';
import type { AnalysisJob } from '../job.ts';
import type { LiveSeries } from '../live-series.ts';
import { markersOf } from '../markers.ts';
import type { OpeningActions } from '../opening.ts';
import type { Videos } from '../queue/videos.ts';
import type { SideBySide } from '../side-by-side.ts';
import { NO_CLASSES, NO_TIMES } from '../nothing-yet.ts';
import type { TeachDesk } from '../teach/desk.ts';
import { videoOf, type Place } from '../teach/place.ts';
import '../teach/teach-panel.ts';
import type { LiveTrack } from '../things/live-things.ts';
import '../things/tracks-panel.ts';
import './export-panel.ts';
import './options-panel.ts';
import './query-panel.ts';
import './queue-panel.ts';
import './truth-panel.ts';

/** What the page knows besides the video, and what can be done beside the picture. */
export interface Side {
  readonly desk: TeachDesk;
  /** Changes with whatever is seen of it. */
  readonly seen: string;
  readonly videos: Videos;
  readonly second: SideBySide;
  readonly opening: OpeningActions;
  /** Counts up when the analysis got further. */
  readonly revision: number;
  readonly opacity: number;
  readonly score: TruthScore | null;
  onSeek(index: number): void;
  onHits(hits: readonly Hit[]): void;
  onScore(score: TruthScore | null): void;
  onLabelsStart(first: number): void;
  /** The number of the track that is shown; 0: none. */
  readonly track: number;
  onTrack(track: LiveTrack | null): void;
}

/** What is known of the video, what can be found in it, and what can be taken away. */
export function sideOf(job: AnalysisJob, side: Side): TemplateResult {
  const { videos, second, opening, revision, onSeek, desk } = side;
  const { series, info, shown, video } = job;
  const classes = info?.model.classes ?? NO_CLASSES;
  // what is found in an analysis keeps what was asked of it
  const away = desk.on ? 'away' : '';
  const actions: HeadActions = {
    error: opening.error,
    score: job.source.sample ? side.score : null,
    run: () => void videos.work(job),
    pause: () => void job.pause(),
    cancel: () => void videos.cancel(job),
    open: opening.ask,
    allow: () => void videos.allow(),
    teaching: desk.on,
    teach: opening.teach,
  };
  return html`
    <aside>
      ${jobHead(job, actions)}
      ${
        desk.on
          ? html`<pp-video-teacher
              .desk=${desk}
              .job=${job}
              .seen=${side.seen}
              .onSeek=${onSeek}
              .open=${(place: Place) => wayTo(videos, place)}
            ></pp-video-teacher>`
          : nothing
      }
      <pp-query
        class=${away}
        .series=${series}
        .classes=${classes}
        .model=${info?.model.title ?? ''}
        .revision=${revision}
        .time=${shown?.timestamp ?? video?.info.start ?? 0}
        .onHits=${side.onHits}
        .onGo=${(hit: Hit) => onSeek(frameAt(video?.timestamps ?? NO_TIMES, hit.from))}
      ></pp-query>
      <pp-legend class=${away} .classes=${classes} .shares=${sharesOf(job)} .counts=${countsOf(job)}></pp-legend>
      <pp-tracks
        class=${away}
        .tracks=${series?.things?.tracks ?? null}
        .classes=${classes}
        .selected=${side.track}
        .growing=${job.state !== 'done'}
        .onPick=${side.onTrack}
      ></pp-tracks>
      ${markersOf(job, onSeek)} ${desk.on ? nothing : second.controls(job)}
      <pp-exports
        .job=${job}
        .ready=${(series?.filled ?? 0) > 0 && job.state !== 'failed'}
        .opacity=${side.opacity}
      ></pp-exports>
      <pp-truth
        class=${away}
        .classes=${classes}
        .compare=${(...args: Parameters<NonNullable<typeof job.client>['compareTruth']>) => {
          if (!job.client) throw new Error('the analysis is not open');
          return job.client.compareTruth(...args);
        }}
        .subject=${job}
        .start=${info?.model.labelsStart ?? 0}
        .first=${job.source.sample ? null : (job.choice.labelsStart ?? null)}
        .onFirst=${side.onLabelsStart}
        .onScore=${side.onScore}
        .onSeek=${onSeek}
      ></pp-truth>
      <pp-queue
        .jobs=${videos.jobs}
        .current=${job}
        .earlier=${videos.earlier}
        .problem=${videos.problem}
        .revision=${revision}
        .onPick=${(picked: AnalysisJob) => videos.pick(picked)}
        .onRemove=${(removed: AnalysisJob) => videos.remove(removed)}
        .onReopen=${opening.reopen}
      ></pp-queue>
      <pp-analysis-options
        .choice=${opening.choice}
        .current=${job.missing ? null : job.choice}
        .onChoose=${opening.choose}
        .onAgain=${() => videos.show(job.source, opening.choice)}
        .teaching=${desk.on}
        .onTeach=${opening.teach}
      >
        <button class="button" type="button" @click=${opening.ask}>${openIcon} Add videos</button>
      </pp-analysis-options>
    </aside>
  `;
}

/** Opens the video of a taught frame there; null: it is not in the list. */
function wayTo(videos: Videos, { video }: Place): (() => void) | null {
  const job = videos.jobs.find(({ source }) => videoOf(source) === video);
  return job ? () => videos.pick(job) : null;
}

/** The shown frame's; null where it was not analysed. */
function sharesOf({ series, shown }: AnalysisJob): Float32Array | null {
  const place = shown && series ? placeIn(series, shown.index) : null;
  return place === null || !series ? null : Float32Array.from(series.shares, (column) => column[place] ?? 0);
}

/** How many things there are of each class in the shown frame, by its id; null where they are not told apart. */
function countsOf({ series, shown }: AnalysisJob): ReadonlyMap<number, number> | null {
  if (!series?.counts) return null;
  const place = shown ? placeIn(series, shown.index) : null;
  if (place === null) return null;
  return new Map(series.counts.flatMap((counts, id) => (counts ? [[id, counts[place] ?? 0]] : [])));
}

/** Where the figures of a frame are; null: it was not analysed, or could not be decoded. */
function placeIn(series: LiveSeries, index: number): number | null {
  const place = series.placeOf(index);
  const known = series.frames[place] === index && !Number.isNaN(series.shares[0]?.[place] ?? NaN);
  return known ? place : null;
}
