import { checkFrame } from '../src/shared/frame-budget.ts';
import { capped, type Size } from '../src/shared/fit.ts';
import { PerPixelError } from '../src/shared/errors.ts';
import type { Labelled } from '../src/shared/labelled.ts';
import { emptyTimings } from '../src/shared/metrics.ts';
import {
  DEFAULT_VIEW,
  type FrameInput,
  type FrameMeta,
  type FrameReport,
  type Moves,
  type OutputKind,
  type Probe,
  type SegmentationMaps,
  type View,
} from '../src/shared/protocol.ts';
import type { RefineOptions } from '../src/shared/refine.ts';
import { probabilitiesAt } from '../src/shared/scores.ts';
import { createAccuracyMeter, type AccuracyMeter } from './accuracy.ts';
import { createCompositor, type Compositor } from './compositor/compositor.ts';
import { stopwatch } from './labeller.ts';
import type { ModelSession } from './model-session.ts';
import { resampleConfidence } from './stages/confidence/confidence.ts';
import { connectedInstances } from './stages/instances/instances.ts';
import { shares } from './stages/shares/shares.ts';

/** Live label maps have at most this many pixels; what is shown larger is scaled. */
const MAX_LIVE_PIXELS = 1280 * 720;

/** What live streams are smoothed with when the model does not say. */
const LIVE_REFINE: RefineOptions = { temporal: 0.5 };

interface Shown {
  readonly frame: VideoFrame;
  readonly labelled: Labelled;
}

/** A model at work: the way of one frame through the stages, and what is remembered of the last one. */
export class Pipeline {
  readonly #accuracy: AccuracyMeter;
  #canvas: OffscreenCanvas | null = null;
  #compositor: Compositor | null = null;
  #view: View = DEFAULT_VIEW;
  #refine: RefineOptions | false | null;
  #shown: Shown | null = null;
  #frames = 0;
  #dropped = 0;
  #seconds = 0;

  constructor(
    readonly session: ModelSession,
    refine: RefineOptions | false | null,
  ) {
    this.#refine = refine;
    this.#accuracy = createAccuracyMeter(session.spec);
  }

  attach(canvas: OffscreenCanvas, view: View): void {
    this.#canvas = canvas;
    this.#compositor = createCompositor(canvas, this.session.spec);
    this.#view = view;
  }

  /** Takes over canvas, view and settings of a pipeline whose device was lost. */
  adopt(old: Pipeline): void {
    this.#refine = old.#refine;
    if (old.#canvas) this.attach(old.#canvas, old.#view);
  }

  /** Labels and draws a frame of a stream. Takes the frame. */
  async present(frame: VideoFrame, meta: FrameMeta): Promise<FrameReport> {
    try {
      const size = frameSize(frame);
      checkFrame(size);
      const timings = emptyTimings();
      const jumped = Math.abs(meta.seconds - this.#seconds) > 1;
      if (jumped) this.forget();
      this.#seconds = meta.seconds;
      const labelled = await this.session.labeller.label(
        frame,
        { frame: size, size: capped(size, MAX_LIVE_PIXELS), refine: this.#liveRefine, streamed: true },
        timings,
      );
      const clock = stopwatch(timings);
      const share = shares(labelled.labels, this.session.spec.classes.length);
      clock('postprocess');
      this.#compositor?.draw(frame, labelled, this.#view);
      clock('composite');
      const drawn = performance.timeOrigin + performance.now();
      this.#keep({ frame: frame.clone(), labelled });
      const accuracy = meta.truth ? this.#accuracy.add(labelled, meta.truth) : null;
      return {
        id: (this.#frames += 1),
        ...size,
        seconds: meta.seconds,
        shares: share,
        timings,
        moves: this.#moves(this.#view.overlay === 'none' ? 3 : 4),
        drawn,
        glassToGlass: meta.captured === null ? null : drawn - meta.captured,
        dropped: this.#takeDropped(),
        accuracy,
      };
    } finally {
      frame.close();
    }
  }

  /** Labels one frame by itself. Takes the frame. */
  async segment(frame: FrameInput, outputs: readonly OutputKind[]): Promise<SegmentationMaps> {
    const timings = emptyTimings();
    const clock = stopwatch(timings);
    const picture = frame instanceof Blob ? await decode(frame) : frame;
    clock('capture');
    try {
      const size =
        picture instanceof VideoFrame ? frameSize(picture) : { width: picture.width, height: picture.height };
      checkFrame(size);
      const pixels = size.width * size.height;
      const labelMap = new Uint8Array(pixels);
      const refine = this.#refine ?? this.session.spec.refine ?? false;
      const request = { frame: size, size, refine, streamed: false, into: labelMap };
      const { scores, grid } = await this.session.labeller.label(picture, request, timings);
      const after = stopwatch(timings);
      const maps = {
        ...(outputs.includes('confidence') ? { confidence: new Float32Array(pixels) } : {}),
        ...(outputs.includes('entropy') ? { entropy: new Float32Array(pixels) } : {}),
        ...(outputs.includes('probabilities') ? { probabilities: new Float32Array(pixels * scores.classes) } : {}),
      };
      if (Object.keys(maps).length > 0) resampleConfidence(scores, grid, maps);
      const panoptic = outputs.includes('panoptic') ? { panopticMap: this.#panoptic(labelMap, size.width) } : {};
      const share = shares(labelMap, scores.classes);
      after('postprocess');
      return { ...size, labelMap, ...maps, ...panoptic, shares: share, timings, moves: this.#moves(3) };
    } finally {
      if (!(picture instanceof ImageData)) picture.close();
    }
  }

  setView(view: View): void {
    this.#view = view;
    if (this.#shown) this.#compositor?.draw(this.#shown.frame, this.#shown.labelled, view);
  }

  setRefine(refine: RefineOptions | false): void {
    this.#refine = refine;
    this.session.labeller.reset();
  }

  probe(x: number, y: number): Probe | null {
    if (!this.#shown) return null;
    const { labels, size, scores, placement } = this.#shown.labelled;
    const u = this.#view.mirrored ? 1 - x : x;
    const column = Math.min(size.width - 1, Math.max(0, Math.floor(u * size.width)));
    const row = Math.min(size.height - 1, Math.max(0, Math.floor(y * size.height)));
    const classId = labels[row * size.width + column] ?? 0;
    const sx = clampInt(placement.x + u * placement.width, scores.width);
    const sy = clampInt(placement.y + y * placement.height, scores.height);
    const probabilities = new Float32Array(scores.classes);
    probabilitiesAt(scores, sy * scores.width + sx, probabilities);
    const share = shares(labels, scores.classes)[classId] ?? 0;
    const name = this.session.spec.classes[classId]?.name ?? '';
    return { classId, name, confidence: probabilities[classId] ?? 0, share };
  }

  async snapshot(): Promise<Blob> {
    if (this.#compositor && this.#shown) return this.#compositor.snapshot();
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }

  drop(): void {
    this.#dropped += 1;
  }

  forget(): void {
    this.session.labeller.reset();
    this.#accuracy.reset();
  }

  /** Lets go of the last frame; the session stays its owner's. */
  close(): void {
    this.#shown?.frame.close();
    this.#shown = null;
  }

  get #liveRefine(): RefineOptions | false {
    return this.#refine ?? this.session.spec.refine ?? LIVE_REFINE;
  }

  #panoptic(labels: Uint8Array, width: number): Uint32Array<ArrayBuffer> {
    const ids = new Uint32Array(labels.length);
    const isThing = this.session.spec.classes.map((each) => each.thing);
    connectedInstances(labels, width, isThing, ids);
    return ids;
  }

  /** The picture at the model's size, its tensor, the scores, and with an overlay its layer. */
  #moves(copies: number): Moves {
    return { copies, readbacks: this.session.info.backend === 'webgpu' ? this.session.spec.outputs.length : 0 };
  }

  #takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  #keep(shown: Shown): void {
    this.#shown?.frame.close();
    this.#shown = shown;
  }
}

function frameSize(frame: VideoFrame): Size {
  return { width: frame.displayWidth, height: frame.displayHeight };
}

function clampInt(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(value)));
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  return createImageBitmap(blob).catch((cause: unknown) => {
    throw new PerPixelError(
      'image-unsupported',
      `The browser cannot read this file as an image${blob.type ? ` (${blob.type})` : ''}.`,
      'Use a PNG, JPEG, WebP or AVIF.',
      { cause },
    );
  });
}
