import { html, nothing, type TemplateResult } from 'lit';
import type { AnalysisView } from '../../../protocol/video.ts';
import type { Hit } from '../../../core/query/evaluate.ts';
import type { TruthScore } from '../../../core/truth/score.ts';
import type { AnalysisJob } from '../job.ts';
import { mark } from '../markers.ts';
import { markOf } from '../things/mark.ts';
import { NO_CLASSES, NO_TIMES } from '../nothing-yet.ts';
import type { FrameRange, Playing } from '../playing.ts';
import type { SideBySide } from '../side-by-side.ts';
import type { Selection } from '../timeline/means.ts';
import { brushOver } from '../teach/brush-over.ts';
import type { TeachDesk } from '../teach/desk.ts';
import type { PlotEdges } from '../timeline/plot-edges.ts';
import '../timeline/counts.ts';
import '../timeline/timeline.ts';
import './filmstrip.ts';
import './screen.ts';
import './transport.ts';

/** What the page knows of the video that is looked at, and what can be done with it. */
export interface Work {
  /** Where somebody teaches on the frame that is shown. */
  readonly desk: TeachDesk;
  readonly playing: Playing;
  readonly second: SideBySide;
  readonly range: FrameRange;
  readonly view: AnalysisView;
  readonly edges: PlotEdges;
  /** Counts up with each shown frame. */
  readonly frame: number;
  /** Counts up when the analysis got further. */
  readonly revision: number;
  readonly hits: readonly Hit[];
  readonly score: TruthScore | null;
  readonly selection: Selection | null;
  /** The number of the track that is shown; 0: none. */
  readonly track: number;
  onSeek(index: number): void;
  onView(view: AnalysisView): void;
  onSelect(selection: Selection | null): void;
  onPlot(edges: PlotEdges): void;
}

/** Under a brush nothing is said of pixels. Always the same one: what did not change is not drawn again. */
const notProbed = async (): Promise<null> => null;

/** The picture, its controls, its filmstrip and its timeline. */
export function workOn(job: AnalysisJob, work: Work): TemplateResult {
  const { playing, second, range, selection, view, desk } = work;
  // what is being taught labels what is drawn on, and the analysis what is played
  const taught = desk.on && !playing.on && desk.lesson?.picture ? desk.lesson : null;
  const { shown, video, info, series } = job;
  const classes = info?.model.classes ?? NO_CLASSES;
  const timestamps = video?.timestamps ?? NO_TIMES;
  const duration = video?.info.duration ?? 0;
  const index = shown?.index ?? 0;
  const time = shown?.timestamp ?? video?.info.start ?? 0;
  return html`
    <div class="work">
      <pp-screen
        .canvases=${taught ? [taught.canvas] : second.canvas ? [job.canvas, second.canvas] : [job.canvas]}
        .captions=${second.captions}
        .classes=${[classes, second.classes]}
        .probe=${desk.on ? notProbed : job.worker.probe}
        .size=${shown?.lost ? null : shown}
        .revision=${work.frame}
        .marked=${desk.on ? null : markOf(job, work.track)}
        >${brushOver(desk)}</pp-screen
      >
      <pp-transport
        .playing=${playing.on}
        .loop=${playing.loop}
        .ranged=${selection !== null}
        .rate=${playing.rate}
        .index=${index}
        .count=${video?.info.frameCount ?? 0}
        .time=${time}
        .duration=${duration}
        .view=${view}
        .onToggle=${() => playing.toggle(range)}
        .onSeek=${work.onSeek}
        .onLoop=${() => playing.setLoop(!playing.loop, range)}
        .onRate=${(rate: number) => playing.setRate(rate, range)}
        .onMark=${() => mark(job, index)}
        .onView=${work.onView}
      ></pp-transport>
      <pp-filmstrip
        .name=${job.source.name}
        .timestamps=${timestamps}
        .duration=${duration}
        .aspect=${(video?.info.width ?? 16) / (video?.info.height ?? 9)}
        .edges=${work.edges}
        .thumbnail=${job.worker.thumbnail}
      ></pp-filmstrip>
      <pp-timeline
        .classes=${classes}
        .series=${series}
        .timestamps=${timestamps}
        .duration=${duration}
        .time=${time}
        .revision=${work.revision}
        .hits=${work.hits}
        .markers=${job.markers}
        .scores=${work.score?.frames ?? null}
        .selection=${selection}
        .onSeek=${work.onSeek}
        .onSelect=${work.onSelect}
        .onPlot=${work.onPlot}
        .thumbnail=${job.worker.thumbnail}
      ></pp-timeline>
      ${
        series?.counts
          ? html`<pp-counts
              .classes=${classes}
              .series=${series}
              .timestamps=${timestamps}
              .duration=${duration}
              .time=${time}
              .revision=${work.revision}
              .edges=${work.edges}
              .onSeek=${work.onSeek}
            ></pp-counts>`
          : nothing
      }
    </div>
  `;
}
