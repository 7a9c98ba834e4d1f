import { checkFrame } from '../../src/core/geometry/frame-budget.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { emptyTimings, totalOf } from '../../src/core/metrics/metrics.ts';
import { BLANK, shownBackground, viewOf, type View } from '../../src/core/view/view.ts';
import type { FrameMeta, FrameReport } from '../../src/protocol/live.ts';
import type { SegmentRequest } from '../../src/core/options/segment-options.ts';
import type { Probe } from '../../src/core/labels/probe.ts';
import type { SegmentationMaps } from '../../src/core/labels/segmentation-maps.ts';
import { conceals } from '../../src/core/view/overlay.ts';
import { LIVE_REFINE } from '../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { shownSize, type StreamFrame } from '../../src/platform/stream-frame.ts';
import { closePicture } from './close-picture.ts';
import { createCpuPath } from './cpu-path.ts';
import type { Drawn, DrawTarget, FramePath } from './frame-path.ts';
import { openPath } from './open-path.ts';
import type { LiveSettings } from './live-settings.ts';
import { createSingles, type SinglePicture, type Singles } from './singles.ts';
import { stopwatch } from './stopwatch.ts';
import { createUprighting, type Uprighting } from './upright.ts';
import type { ModelSession } from './model-session.ts';
import { createRegulator, type Regulator } from './quality/regulator.ts';

/** A stream whose last frame is older, milliseconds, is at rest. */
const REST_MS = 300;

/** A model at work: frames of a stream on their way to the canvas, and single frames that only want labels. */
export class Pipeline {
  #canvas: OffscreenCanvas | null = null;
  #path: FramePath;
  #note: string | null = null;
  #drawing = BLANK;
  #frames = 0;
  #dropped = 0;
  #failed = 0;
  #seconds = 0;
  /** When the newest frame came. */
  #presented = -Infinity;
  /** Seconds that the last frame of a camera took, in which there were none; 0: it was no camera's. */
  #busy = 0;
  #regulator: Regulator;
  readonly #singles: Singles;
  #uprighting: Uprighting | null = null;

  /** @param single frames come by themselves: what labels them is made ready while the first one is on its way */
  constructor(
    readonly session: ModelSession,
    private readonly settings: LiveSettings,
    single = false,
  ) {
    this.#path = createCpuPath(session, null);
    this.#singles = createSingles(session);
    if (single) this.#singles.expect();
    this.#regulator = this.#regulate(this.#path);
  }

  /** @throws Error where the canvas belongs to a graphics device and this session has none */
  async attach(canvas: OffscreenCanvas): Promise<void> {
    this.#path.close();
    this.#canvas = canvas;
    const { backgrounds } = this.settings;
    const onDrawn: DrawTarget['onDrawn'] = (view, kept) => this.#drew(canvas, view, kept);
    const target: DrawTarget = { canvas, backgrounds, onDrawn };
    const { path, note } = await openPath(this.session, target, this.settings.tracks);
    this.#path = path;
    this.#regulator = this.#regulate(path);
    this.#note = note;
  }

  /** Takes over the canvas of a pipeline whose device was lost. */
  async adopt(old: Pipeline): Promise<void> {
    this.#drawing = old.#drawing;
    if (old.#canvas) await this.attach(old.#canvas);
  }

  /** Labels and draws a frame of a stream. Takes the frame. */
  async present(given: StreamFrame, meta: FrameMeta): Promise<FrameReport> {
    this.#presented = performance.now();
    const frame = await this.#upright(given, meta.turned ?? 0);
    try {
      const size = shownSize(frame);
      checkFrame(size);
      const start = performance.now();
      const passed = meta.seconds - this.#seconds;
      const jumped = passed < -1 || passed - this.#busy > 1;
      if (jumped) this.forget();
      this.#seconds = meta.seconds;
      const { quality, ...plan } = this.#regulator.plan(size, this.#liveRefine, meta.seconds);
      const { seconds, truth } = meta;
      const view = (): View => viewOf(this.settings.view, this.session.spec);
      const request = { ...plan, size, seconds, camera: meta.captured !== null, view, truth };
      const { sharesAge, spent, ...drawn } = await this.#path.present(frame, request);
      this.#busy = meta.captured === null ? 0 : (performance.now() - start) / 1000;
      this.#judge(plan.beside, spent ?? totalOf(drawn.timings), drawn);
      const id = (this.#frames += 1);
      return {
        id,
        ...size,
        ...drawn,
        sharesOf: id - sharesAge,
        sampled: drawn.sampled ?? null,
        note: drawn.note ?? this.#note,
        quality,
        seconds: meta.seconds,
        glassToGlass: null,
        ...this.#takeDropped(),
      };
    } finally {
      this.#keep(frame, meta);
    }
  }

  /** Labels and draws the frame that is shown anew, with what was taught since; null: there is none. */
  async again(): Promise<FrameReport | null> {
    const { kept } = this.settings;
    if (!kept) return null;
    this.settings.kept = null;
    // nothing of the labels before is smoothed into these, or followed
    this.forget();
    return this.present(kept.frame, kept.meta);
  }

  /** Labels one frame by itself. Takes the frame. */
  async segment(
    opening: SinglePicture | Promise<SinglePicture>,
    request: SegmentRequest,
    signal?: AbortSignal,
  ): Promise<SegmentationMaps> {
    const { moves } = this.session.labeller;
    moves.take();
    const timings = emptyTimings();
    const clock = stopwatch(timings);
    const picture = await opening;
    clock('capture');
    try {
      const size = picture instanceof ImageData ? { width: picture.width, height: picture.height } : shownSize(picture);
      checkFrame(size);
      const refine = this.settings.refine ?? this.session.spec.refine ?? false;
      return await this.#singles.label(picture, { size, refine, request, signal }, timings);
    } finally {
      closePicture(picture);
    }
  }

  /** The last frame, if there is one, with the settings of now. */
  redraw(): Promise<void> {
    return this.#path.redraw();
  }

  /** A file that is put behind has another picture: frames that come take it with them, and one that stays is drawn anew. */
  async relay(id: number): Promise<void> {
    const shown = shownBackground(this.settings.view);
    const atRest = performance.now() - this.#presented > REST_MS;
    if (atRest && shown?.kind === 'file' && shown.id === id) await this.redraw();
  }

  /** x, y in 0 to 1 of the picture as shown. */
  probe(x: number, y: number): Promise<Probe | null> {
    return this.#path.probe(this.settings.view.mirrored ? 1 - x : x, y);
  }

  /**
   * What is on the canvas with the view of now, which may hide more than what was drawn last.
   * @throws PerPixelError `source-unavailable` before the first frame, or where the last one cannot be drawn anew
   */
  async snapshot(): Promise<Blob> {
    await this.#path.redraw();
    const hidden = conceals(this.settings.view.overlay) && !conceals(this.#drawing.overlay);
    const picture = hidden ? null : await this.#path.snapshot();
    if (picture) return picture;
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }

  /** A newer frame took a waiting one's place. */
  drop(): void {
    this.#dropped += 1;
  }

  /** A frame was lost together with its device. */
  fail(): void {
    this.#failed += 1;
  }

  forget(): void {
    this.#path.reset();
    this.#regulator.reset();
  }

  /** Lets go of the last frame; the session stays its owner's. */
  close(): void {
    this.#path.close();
    this.#singles.close();
  }

  /** Takes the frame, which is closed unless somebody may teach on it. */
  #keep(frame: StreamFrame, meta: FrameMeta): void {
    if (!this.session.teach) {
      frame.close();
      return;
    }
    this.settings.kept?.frame.close();
    this.settings.kept = { frame, meta: { ...meta, captured: null, turned: 0 } };
  }

  /** Takes the frame. */
  #upright(frame: StreamFrame, degrees: number): StreamFrame | Promise<StreamFrame> {
    if (degrees === 0) return frame;
    this.#uprighting ??= createUprighting();
    return this.#uprighting.run(frame, { degrees, flip: false });
  }

  #regulate(path: FramePath): Regulator {
    return createRegulator(path.follows, () => path.besides ?? false);
  }

  /** A frame that was to be labelled beside and was not, as while the thread starts, says nothing of those that will be. */
  #judge(beside: boolean, milliseconds: number, { sampled, timings }: Pick<Drawn, 'sampled' | 'timings'>): void {
    if (beside && !sampled && this.#path.besides) return;
    // what was said of a frame in place has no time of its own
    this.#regulator.took(milliseconds, sampled ? sampled.took || undefined : timings.inference);
  }

  #drew(canvas: OffscreenCanvas, { overlay, revision }: View, kept: readonly number[] | null): void {
    this.#drawing = { overlay, revision, kept };
    this.settings.capture?.take(canvas, this.#drawing);
    this.settings.display?.drew(this.#drawing);
  }

  get #liveRefine(): RefineOptions | false {
    return this.settings.refine ?? this.session.spec.refine ?? LIVE_REFINE;
  }

  #takeDropped(): { dropped: number; failed: number } {
    const taken = { dropped: this.#dropped, failed: this.#failed };
    this.#dropped = this.#failed = 0;
    return taken;
  }
}
