import { html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { frameAt } from '../../core/analysis/frame-index.ts';
import { FIRST_VIEW, type AnalysisView } from '../../protocol/video.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Hit } from '../../core/query/evaluate.ts';
import type { TruthScore } from '../../core/truth/score.ts';
import { Component } from '../../elements/component.ts';
import { controls } from '../../elements/controls.styles.ts';
import { tokens } from '../../elements/tokens.ts';
import { styles } from './analyst.styles.ts';
import { FIRST_CHOICE, type JobChoice } from './choice.ts';
import { fields } from './fields.styles.ts';
import { dropOnto } from './dropping.ts';
import type { AnalysisJob } from './job.ts';
import type { JobSource } from './job-source.ts';
import { listenToKeys } from './keys.ts';
import { mark } from './markers.ts';
import { rarely } from './rarely.ts';
import { opening, type OpeningActions } from './opening.ts';
import { sideOf } from './panels/side.ts';
import { Picking } from './picking.ts';
import { Playing, type FrameRange } from './playing.ts';
import { Videos } from './queue/videos.ts';
import { SampleDrive } from './sample/sample-drive.ts';
import { SideBySide } from './side-by-side.ts';
import { ACCEPT } from './sources.ts';
import { NO_TIMES } from './nothing-yet.ts';
import { workOn } from './stage/work.ts';
import { deskOn } from './teach/desk-on.ts';
import { supersede } from './teach/relabel.ts';
import type { LiveTrack } from './things/live-things.ts';
import { inOrder, type Selection } from './timeline/means.ts';
import type { PlotEdges } from './timeline/plot-edges.ts';

/** Between two drawings of what changes many times a second, milliseconds. */
const REDRAW_MS = 33;

/**
 * The analyst's page: opens videos, analyses them one after the other, shows, searches, compares and takes away.
 * @tag pp-analyst
 */
@customElement('pp-analyst')
export class Analyst extends Component {
  static override readonly styles = [tokens, controls, fields, styles];

  /** How videos opened from now on are analysed. */
  @property({ attribute: false }) choice = FIRST_CHOICE;
  @property({ attribute: false }) view = FIRST_VIEW;

  @state() private revision = 0;
  @state() private frame = 0;
  @state() private hits: readonly Hit[] = [];
  @state() private selection: Selection | null = null;
  /** The number of the thing that is pointed out; 0: none. */
  @state() private track = 0;
  /** Where the timeline's plot begins and ends: the filmstrip stands over it. */
  @state() private edges: PlotEdges = { left: 44, right: 0 };
  @state() private score: TruthScore | null = null;
  @state() private error: PerPixelError | null = null;
  @query('input[type="file"]') readonly picker!: HTMLInputElement;
  readonly #picking = new Picking(this);
  readonly #playing = new Playing(this, () => this.current);
  readonly #second = new SideBySide(this, () => this.current);
  readonly #videos = new Videos(this, {
    leaving: () => {
      void this.#playing.stop();
      this.#second.close();
    },
    picked: (job) => this.#picked(job),
    shown: (job) => {
      if (job === this.current) this.frame += 1;
    },
    // jobs change many times a second
    changed: rarely(REDRAW_MS, () => {
      this.revision += 1;
      if (this.current) supersede(this.#videos, this.current);
    }),
    ready: async (job) => {
      if (job !== this.current) return;
      await job.worker.setView(this.#desk.view);
      this.#desk.ready(job);
    },
  });
  readonly #desk = deskOn(this, this.#videos, this.#playing);
  readonly #sample = new SampleDrive(this, {
    videos: this.#videos,
    propose: (text) => this.#panel('pp-query')?.propose(text),
    compare: async (truth) => this.#panel('pp-truth')?.run(truth),
    tell: (error) => this.tell(error),
  });

  constructor() {
    super();
    dropOnto(this, {
      videos: (videos) => this.add(videos),
      lesson: (file) => this.#desk.openFile(file),
      labels: () => this.#panel('pp-truth'),
      tell: (error) => this.tell(error),
    });
    listenToKeys(this, {
      step: (by) => this.#step(by),
      mark: () => this.current && mark(this.current, this.current.shown?.index ?? 0),
      toggle: () => this.current && this.#playing.toggle(this.#range),
      select: (end) => this.#selectTo(end),
    });
  }

  /** The one that is looked at. */
  get current(): AnalysisJob | null {
    return this.#videos.current;
  }

  /** What an earlier visit left is here. Resolves with whether something was opened before that. */
  get restored(): Promise<boolean> {
    return this.#videos.restored.then(() => this.#videos.opened);
  }

  /** Somebody teaches on the frame that is shown. */
  get teaching(): boolean {
    return this.#desk.on;
  }

  /** @param on whether somebody teaches on the video, or on the next one that is opened */
  teach(on: boolean): void {
    this.#second.close();
    this.#desk.turn(on);
  }

  /** Opens the drive that the page brings along. @param choice default: the page's, with the drive's own model */
  openSample(choice?: JobChoice): void {
    void this.#sample.open(choice ?? SampleDrive.usual(this.choice));
  }

  tell(error: PerPixelError): void {
    this.error = error;
  }

  /** Opens one to be looked at, and analysed before the others. */
  show(source: JobSource, choice: JobChoice): void {
    this.#videos.show(source, choice);
  }

  /** Opens videos; they are analysed one after the other. */
  add(sources: readonly JobSource[]): void {
    this.error = null;
    this.#videos.add(sources, this.choice);
  }

  protected override render(): TemplateResult {
    const { current: job, selection } = this;
    const page = job
      ? html`
          ${workOn(job, {
            desk: this.#desk,
            playing: this.#playing,
            second: this.#second,
            range: this.#range,
            view: this.view,
            edges: this.edges,
            frame: this.frame,
            revision: this.revision,
            hits: this.hits,
            score: this.score,
            selection,
            track: this.track,
            onSeek: this.#seek,
            onView: this.#look,
            onSelect: (selection) => void (this.selection = selection),
            onPlot: this.#placed,
          })}
          ${sideOf(job, {
            desk: this.#desk,
            seen: `${this.#desk.revision} ${this.revision} ${this.frame}`,
            videos: this.#videos,
            second: this.#second,
            opening: this.#opening,
            revision: this.revision,
            opacity: this.view.opacity,
            score: this.score,
            track: this.track,
            onTrack: (track) => this.#follow(track),
            onSeek: (index) => this.#goTo(index),
            onHits: this.#found,
            onScore: (score) => void (this.score = score),
            onLabelsStart: (labelsStart) => {
              // the next video's are likely to start there too
              this.choice = { ...this.choice, labelsStart };
              job.startLabelsAt(labelsStart);
            },
          })}
        `
      : opening(this.#opening);
    return html`
      <input
        class="unseen"
        type="file"
        accept=${ACCEPT}
        multiple
        tabindex="-1"
        aria-hidden="true"
        @change=${this.#picking.chosen}
      />
      <div class="page ${job && this.teaching ? 'teaching' : ''}">${page}</div>
    `;
  }

  get #opening(): OpeningActions {
    const { choice, error } = this;
    return {
      choice,
      error,
      earlier: this.#videos.earlier,
      choose: (chosen) => void (this.choice = chosen),
      ask: this.#picking.ask,
      reopen: this.#picking.reopen,
      sample: () => {
        this.error = null;
        this.openSample();
      },
      teaching: this.teaching,
      teach: () => this.teach(!this.teaching),
    };
  }

  /** Another video is looked at. */
  #picked(job: AnalysisJob | null): void {
    this.hits = [];
    this.selection = null;
    this.track = 0;
    this.score = null;
    this.revision += 1;
    this.#sample.picked(job);
  }

  #panel<T extends 'pp-query' | 'pp-truth'>(tag: T): HTMLElementTagNameMap[T] | null {
    return this.renderRoot.querySelector(tag);
  }

  readonly #placed = ({ left, right }: PlotEdges): void => {
    if (left !== this.edges.left || right !== this.edges.right) this.edges = { left, right };
  };

  readonly #look = (view: AnalysisView): void => {
    this.view = view;
    this.#desk.look();
    void this.current?.worker.setView(this.#desk.view);
  };

  readonly #found = (hits: readonly Hit[]): void => {
    if (hits.length > 0 || this.hits.length > 0) this.hits = hits;
  };

  readonly #seek = (index: number): void => {
    void this.#playing.stop();
    void this.current?.client?.show(index).catch(() => undefined);
  };

  /** Shows a frame that stands in a list, which on a phone lies far below the picture. */
  #goTo(index: number): void {
    this.#seek(index);
    this.renderRoot.querySelector('pp-screen')?.scrollIntoView({ block: 'nearest' });
  }

  /** Goes to where a thing comes in, and points it out. */
  #follow(track: LiveTrack | null): void {
    this.track = track?.track ?? 0;
    if (track) this.#goTo(track.firstIndex);
  }

  /** What playing keeps to: the selection, or all. */
  get #range(): FrameRange {
    const timestamps = this.current?.video?.timestamps ?? NO_TIMES;
    const { selection } = this;
    if (!selection) return { first: 0, last: timestamps.length - 1 };
    return { first: frameAt(timestamps, selection.from), last: frameAt(timestamps, selection.to) };
  }

  #step(by: number): void {
    const last = (this.current?.video?.info.frameCount ?? 1) - 1;
    this.#seek(Math.min(last, Math.max(0, (this.current?.shown?.index ?? 0) + by)));
  }

  /** The shown frame begins or ends the selection. */
  #selectTo(end: 'from' | 'to'): void {
    const { shown, video } = this.current ?? {};
    if (!shown || !video) return;
    const { start: from, duration: to } = video.info;
    this.selection = inOrder({ ...(this.selection ?? { from, to }), [end]: shown.timestamp });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-analyst': Analyst;
  }
}
