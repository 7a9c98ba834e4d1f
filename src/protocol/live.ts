import type { Backend, BackendChoice } from '../core/tuning/backend.ts';
import type { RuntimeChoice, RuntimeName } from '../core/tuning/runtime.ts';
import type { Shown } from '../core/view/overlay.ts';
import type { SegmentRequest } from '../core/options/segment-options.ts';
import type { Progress } from '../core/options/progress.ts';
import type { Labelling } from '../core/instances/instance.ts';
import type { Quality } from '../core/metrics/quality.ts';
import type { Sampled } from '../core/metrics/sampled.ts';
import type { Moves } from '../core/metrics/moves.ts';
import type { Accuracy } from '../core/metrics/accuracy.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';
import type { Truth } from '../core/truth/truth.ts';
import type { Probe } from '../core/labels/probe.ts';
import type { Drawing, SentView } from '../core/view/view.ts';
import type { Reply } from '../core/errors/errors.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import type { TaskFound } from '../core/manifest/tasks.ts';
import type { StageTimings, TimedBy } from '../core/metrics/metrics.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import type { Places } from '../platform/places.ts';
import type { StreamFrame } from '../platform/stream-frame.ts';
import type { Candidate, Tuning, TuningIdentity } from '../core/tuning/tuning.ts';

/** Sent with a port: another client comes into the worker, and talks to it there. */
export const ENTER = 'perpixel-enter';

/** Faults that a worker can be made to have, for tests. */
export type Trouble = 'device-lost' | 'inference-error' | 'stall' | 'memory-pressure' | 'beside-crash';

export interface OpenOptions {
  /** A manifest's absolute address, or the manifest itself (its `file` then resolves against `assets`). */
  readonly model: string | ModelManifest;
  readonly backend: BackendChoice;
  /** Default: whichever is fastest. */
  readonly runtime?: RuntimeChoice | undefined;
  /** Absolute URL of the folder with wasm and models, ending in a slash. */
  readonly assets: string;
  /** Absolute URL of the folder with the runtime's files, or the address of each; null: where the build put them. */
  readonly wasm: string | Places | null;
  /** Each frame is labelled in the mirror too, and the predictions averaged; default false. */
  readonly mirror?: boolean | undefined;
  /** A second model with the same classes, whose predictions are averaged with the first one's: address or manifest. */
  readonly ensemble?: string | ModelManifest | null | undefined;
  /** Manifests of companions by their ids, where these lie in a package; others are looked for in `assets`. */
  readonly companions?: Readonly<Record<string, ModelManifest>> | undefined;
  /** null: what the model's manifest says. */
  readonly refine: RefineOptions | false | null;
  /** What an analysis tells apart; default: what the model is made for. */
  readonly labelling?: Labelling | undefined;
  /** Frames will be drawn as they come: a core is left to the browser that draws. */
  readonly live: boolean;
  /** Threads of a session on WASM; default: what suits the machine. */
  readonly threads?: number | undefined;
  /** Sessions beside one another that the machine has memory for, where more than one is of use; default: as many as that is. */
  readonly sessions?: number | undefined;
  /** What was found out about this model before, on whatever machine; `auto` goes by it where it still holds. */
  readonly tuning?: Tuning | null | undefined;
  /** `provoke` is to work; default false. */
  readonly faults?: boolean | undefined;
}

/** What labels, and how. */
export interface PipelineInfo {
  /** The manifest, with every default filled in. */
  readonly model: ModelSpec;
  /** The second model, whose predictions are averaged with the first one's; null: none. */
  readonly ensemble: ModelSpec | null;
  readonly backend: Backend;
  /** The library that runs the network there. */
  readonly runtime: RuntimeName;
  /** One sentence: why this backend. */
  readonly reason: string;
  /** The graphics adapter, as the browser names it, or `CPU`. */
  readonly adapter: string;
  /** Of a session on WASM. */
  readonly threads: number;
  /** Bytes that the worker has fetched, as they come over the wire, whether or not the browser had them: scripts, runtime, model. */
  readonly fetched?: number;
  /** What `auto` went by; absent: it has not been measured, or was not asked. */
  readonly tuning?: Tuning | undefined;
}

/** What can be measured so that `auto` can choose. */
export interface Tunable {
  readonly identity: TuningIdentity;
  /** The first choice first. */
  readonly candidates: readonly Candidate[];
  /** A sentence for the visitor where there is only one: why. */
  readonly why: string;
}

/** A MediaStreamTrack as workers know it. */
export interface CameraTrack {
  stop(): void;
}

/** What a worker can label. Anything else is turned into one of these on the main thread. */
export type FrameInput = StreamFrame | ImageData | Blob;

export interface FrameMeta {
  /** Media time of the frame, seconds. */
  readonly seconds: number;
  /** When the source handed the frame out, `performance.timeOrigin + performance.now()`; null: not a live source. */
  readonly captured: number | null;
  readonly truth: Truth | null;
  /** How far the frame has to be turned to stand upright, degrees clockwise, where it cannot say so itself. */
  readonly turned?: number;
}

/** What was drawn, as a frame of its own; whoever receives it closes it. */
export interface Picture {
  readonly frame: VideoFrame | ImageBitmap;
  readonly overlay: Shown;
  /** Of the view that it was drawn with. */
  readonly revision: number;
}

/** What became of one frame of a stream. */
export interface FrameReport {
  /** Counts up from 1 for each session. */
  readonly id: number;
  /** Pixels, upright. */
  readonly width: number;
  /** Pixels, upright. */
  readonly height: number;
  /** Media time, seconds. */
  readonly seconds: number;
  /** When it was drawn, `performance.timeOrigin + performance.now()`. */
  readonly drawn: number;
  /** By class id: its share of the pixels; sums to 1. */
  readonly shares: Float32Array<ArrayBuffer>;
  /** Where each class lies from left to right of the frame, 0 to 1: the mean over its pixels; no number where it has none. */
  readonly centres: Float32Array<ArrayBuffer>;
  /** The `id` of the frame that shares and centres belong to: on the GPU they are read back late, a few times a second. */
  readonly sharesOf: number;
  readonly timings: StageTimings;
  /** By whose clock the stages were timed. */
  readonly timedBy: TimedBy;
  /** Copies and read-backs of whole pictures or maps. */
  readonly moves: Moves;
  /** Milliseconds from the capture of a live frame (but for the shortest way to the page) to the display; null for files. */
  readonly glassToGlass: number | null;
  /** Frames a newer one replaced since the last report. */
  readonly dropped: number;
  /** Frames that were lost with a graphics device since the last report. */
  readonly failed: number;
  /** Against the source's own labels; null where it has none. */
  readonly accuracy: Accuracy | null;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  /** What the model's task says of the frame besides its shares; null: nothing. */
  readonly found: TaskFound | null;
  /** How many large regions of things lie apart, now and then, on the GPU of a frame before; null: it was not looked. */
  readonly crowd: number | null;
  /** What the frame got, so that the stream keeps up. */
  readonly quality: Quality;
  /** Of a model that sees some frames only, while a companion labels them all; null: it sees each. */
  readonly sampled: Sampled | null;
}

/** The worker's whole interface. Nothing but the client calls it. */
export interface PipelineApi {
  /**
   * `onInfo` is called again when a lost device made the worker open the model anew, `onWork` while something that takes long gets on, its
   * own or that of others in the same worker: once a second at most.
   */
  open(
    options: OpenOptions,
    onProgress: (progress: Progress) => void,
    onInfo: (info: PipelineInfo) => void,
    onWork: () => void,
  ): Promise<Reply<PipelineInfo>>;
  /**
   * Labels one frame off screen. The worker closes what was transferred, and has the memory for its maps.
   * @param call a number of its own, by which it can be given up
   */
  segment(frame: FrameInput, request: SegmentRequest, call: number): Promise<Reply<SegmentationMaps>>;
  /** Nobody waits for that frame any more: while it waits itself, it is not labelled. */
  giveUp(call: number): Promise<Reply<null>>;
  /**
   * The canvas that live frames are drawn on from now on; null: one of the worker's own, which nobody sees, so that no frame
   * waits for a display. The view holds at once, whatever is still on its way. `onDrawing` hears what is on the canvas, once it is
   * there and whenever its view or those who are kept are others.
   */
  attach(canvas: OffscreenCanvas | null, view: SentView, onDrawing?: (drawing: Drawing) => void): Promise<Reply<null>>;
  /** Labels and draws one frame. The worker closes it. */
  present(frame: StreamFrame, meta: FrameMeta): Promise<Reply<FrameReport>>;
  /**
   * Labels and draws a camera's frames until it ends or `stop` is called; resolves then. The track is the worker's from now on.
   * @returns false, at once: this browser gives a track's frames to no worker
   */
  pumpTrack(track: CameraTrack, onFrame: (report: FrameReport) => void): Promise<Reply<boolean>>;
  stop(): Promise<Reply<null>>;
  /** Every frame drawn from now on has this view, on whatever device. Resolves when the last one has been drawn anew. */
  setView(view: SentView): Promise<Reply<null>>;
  /** Hands out what is drawn, frame by frame, beginning with what is on the canvas; null: no longer. */
  capture(onPicture: ((picture: Picture) => void | Promise<void>) | null): Promise<Reply<null>>;
  /**
   * The picture of a file that views put behind, or the newest one of its video. The worker closes it.
   * @param id of the file, as views name it
   * @param turned degrees clockwise to stand upright, where the picture cannot say so itself
   */
  setBackground(id: number, picture: StreamFrame, turned: number): Promise<Reply<null>>;
  /** null: the model's own. */
  setRefine(refine: RefineOptions | false | null): Promise<Reply<null>>;
  /** x, y in 0 to 1 of the picture as shown; null before the first frame. */
  probe(x: number, y: number): Promise<Reply<Probe | null>>;
  snapshot(): Promise<Reply<Blob>>;
  /** Another source begins: nothing of the last one is smoothed into it. */
  forget(): Promise<Reply<null>>;
  /** The ways in which the open model can be run here. */
  choices(): Promise<Reply<Tunable>>;
  /** Resolves where the worker is alive. */
  ping(): Promise<Reply<null>>;
  /** Opens the model anew, and a graphics device with it; the canvas stays. `always` false: only where the device is lost. */
  renew(always: boolean): Promise<Reply<null>>;
  /** Causes a fault for real; only where it was opened with `faults`. */
  provoke(trouble: Trouble): Promise<Reply<null>>;
  close(): Promise<Reply<null>>;
}
