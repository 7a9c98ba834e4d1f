import type { Analysis, FrameAnalysis } from '../core/analysis/analysis.ts';
import type { Every } from '../core/analysis/every.ts';
import { frameByFrame, gathered } from '../core/analysis/gather.ts';
import type { VideoInfo } from '../core/analysis/video-info.ts';
import type { Labelling } from '../core/instances/instance.ts';
import type { PastFrame } from '../core/instances/recent-frames.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import type { NodeOpeningOptions } from '../core/options/model-choice.ts';
import { nodeAnalyzeOptions } from '../core/options/node-options.ts';
import type { NodeBackend } from '../core/tuning/node-backend.ts';
import { listener } from '../link/listener.ts';
import type { ThreadInfo } from '../protocol/threads.ts';
import { AnalysisRun } from '../video/run.ts';
import { startAnalysis, type NodeRunOptions } from './analysis-client.ts';
import { videoOf, type NodeVideo } from './video-of.ts';

/** Which model labels a video, and how. */
export interface PrepareOptions extends NodeOpeningOptions {
  /** A bundled model's id, the path or address of a manifest, or a manifest. */
  readonly model: string | URL | ModelManifest;
  /** What is told apart: `semantic`, classes alone; `instance` or `panoptic`, things too, with counts and tracks. Default: what the model is made for. */
  readonly labelling?: Labelling;
  /** Threads that label beside one another; default: as many as there are cores. */
  readonly threads?: number;
}

/** And which of its frames. */
export interface AnalyzeOptions extends PrepareOptions {
  /** Which frames: every n-th (default 1: all), or so many a second. */
  readonly every?: Every;
  /** Only frames from this index on; default 0. */
  readonly from?: number;
  /** Frames before these, ascending, whose tracks go on: the last two seconds of them, and the one with the highest number. */
  readonly before?: readonly PastFrame[];
}

/** What `analyzeFrames` hands out besides. */
export interface AnalyzeFramesOptions extends AnalyzeOptions {
  readonly outputs?: readonly ('confidence' | 'instanceMap')[];
}

/** What is known once a video and a model are open. */
export interface OpenedAnalysis {
  readonly video: VideoInfo;
  /** Of every frame of the video, seconds, ascending. */
  readonly timestamps: Float64Array;
  /** Indices of the frames that are labelled, ascending; those that never come could not be decoded. */
  readonly chosen: Uint32Array;
  /** The manifest, with every default filled in. */
  readonly model: ModelSpec;
  /** The second model; null: none. */
  readonly ensemble: ModelSpec | null;
  readonly backend: NodeBackend;
  /** One sentence: why this backend. */
  readonly reason: string;
  /** Why `auto` does not take the system's graphics device; null: it does, or there is none that it could. */
  readonly note: string | null;
}

/** Frames as they come. */
export interface FrameStream extends AsyncGenerator<FrameAnalysis, void> {
  /** Opens video and model; whoever takes a frame does so too. */
  opened(): Promise<OpenedAnalysis>;
  /** Indices of frames so far that could not be decoded. */
  readonly lost: readonly number[];
}

/**
 * Labels every frame of a video, or every n-th, on all cores, and returns each class's share of each frame. Nothing is
 * dropped; a thread that dies is replaced and goes on where it was.
 * @throws PerPixelError `video-unsupported` (with the codec), `video-no-track`, `video-empty`, `source-unavailable`,
 * `frame-too-large`, `option-invalid`, `aborted`, and the codes of models and backends
 */
export async function analyzeVideo(source: NodeVideo, options: AnalyzeOptions): Promise<Analysis> {
  return gathered(await open(source, options, false), options);
}

/**
 * The same, frame by frame and with the label maps, in the order of showing. Frames are labelled some way ahead of the loop
 * that takes them; leaving the loop ends the work.
 * @throws PerPixelError as `analyzeVideo`
 */
export function analyzeFrames(source: NodeVideo, options: AnalyzeFramesOptions): FrameStream {
  const lost: number[] = [];
  let opening: ReturnType<typeof open> | null = null;
  const run = (): ReturnType<typeof open> => (opening ??= open(source, options, true));
  async function* frames(): AsyncGenerator<FrameAnalysis, void> {
    yield* frameByFrame(await run(), (index) => lost.push(index));
  }
  return Object.assign(frames(), {
    lost,
    async opened() {
      const { video, info, frames: chosen } = await run();
      const { model, ensemble, backend, reason, note } = info;
      return { video: video.info, timestamps: video.timestamps, chosen, model, ensemble, backend, reason, note };
    },
  });
}

/**
 * Opens a model in as many threads as label, so that an analysis with the same options that follows within seconds begins at once.
 * @throws PerPixelError with the codes of models and backends, `option-invalid`, `aborted`
 */
export async function prepareAnalysis(
  given: PrepareOptions,
): Promise<Pick<OpenedAnalysis, 'model' | 'ensemble' | 'backend' | 'reason' | 'note'>> {
  const { onProgress, outputs: _, ...options } = nodeAnalyzeOptions(given);
  const client = startAnalysis();
  const hears = listener(onProgress);
  try {
    const run = { ...options, labels: false, onProgress: hears };
    const { model, ensemble, backend, reason, note } = await client.openModel(run, hears, options.signal);
    return { model, ensemble, backend, reason, note };
  } finally {
    client.close();
  }
}

function open(
  source: NodeVideo,
  given: AnalyzeFramesOptions,
  labels: boolean,
): Promise<AnalysisRun<Blob | string, NodeRunOptions, ThreadInfo>> {
  const { onProgress, outputs, ...options } = nodeAnalyzeOptions(given);
  const [confidence, instanceMaps] = [outputs.includes('confidence'), outputs.includes('instanceMap')];
  return AnalysisRun.open(
    videoOf(source),
    { ...options, labels, confidence, instanceMaps, onProgress: listener(onProgress) },
    startAnalysis,
  );
}
