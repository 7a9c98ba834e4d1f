import { frameByFrame, gathered } from '../core/analysis/gather.ts';
import type { Analysis, FrameAnalysis } from '../core/analysis/analysis.ts';
import type { Every } from '../core/analysis/every.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import type { Labelling } from '../core/instances/instance.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import { isOf } from '../core/options/kind.ts';
import type { ModelChoice, OpeningOptions } from '../core/options/model-choice.ts';
import { analyzeOptions } from '../core/options/options.ts';
import type { Progress } from '../core/options/progress.ts';
import { listener } from '../link/listener.ts';
import { adoptAssets } from '../live/assets.ts';
import type { PipelineInfo } from '../protocol/live.ts';
import { AnalysisClient } from './analysis-client.ts';
import { AnalysisRun, type RunOptions } from './run.ts';

export type { Analysis, FrameAnalysis };

/** Which model labels a video, how, and which of its frames. */
export interface AnalyzeOptions extends OpeningOptions {
  /** A bundled model's id, a manifest's address, or a manifest. */
  readonly model: string | URL | ModelManifest;
  /** Which frames: every n-th (default 1: all), or so many a second. */
  readonly every?: Every;
  /** What is told apart: `semantic`, classes alone; `instance` or `panoptic`, things too, with counts and tracks. Default: what the model is made for. */
  readonly labelling?: Labelling;
  /** First bytes of the model and the runtime, then frames (`phase: 'frames'`). */
  onProgress?(progress: Progress): void;
}

/**
 * Labels every frame of a video, or every n-th, in workers, and returns each class's share of each frame. Nothing is
 * dropped; a worker that dies is replaced and goes on where it was.
 * @param source a file, or its address
 * @throws PerPixelError `video-unsupported` (with the codec), `video-no-track`, `video-empty`, `source-unavailable`,
 * `frame-too-large`, `option-invalid`, `aborted`, and the codes of models and backends
 */
export async function analyzeVideo(source: Blob | string | URL, options: AnalyzeOptions): Promise<Analysis> {
  return gathered(await open(source, options, false), options);
}

/**
 * The same, frame by frame and with the label maps, in the order of showing. Frames are labelled some way ahead of the loop
 * that takes them; leaving the loop ends the work.
 * @throws PerPixelError as `analyzeVideo`
 */
export async function* analyzeFrames(
  source: Blob | string | URL,
  options: AnalyzeOptions,
): AsyncGenerator<FrameAnalysis, void> {
  yield* frameByFrame(await open(source, options, true));
}

type BrowserRun = AnalysisRun<Blob | string, ModelChoice & RunOptions, PipelineInfo>;

function open(source: Blob | string | URL, options: AnalyzeOptions, labels: boolean): Promise<BrowserRun> {
  const { onProgress, ...checked } = analyzeOptions(options);
  return openRun(videoOf(source), { ...checked, labels, onProgress: listener(onProgress) });
}

/** A pass by an analysis worker. */
export function openRun(source: Blob | string, options: ModelChoice & RunOptions): Promise<BrowserRun> {
  return AnalysisRun.open<Blob | string, ModelChoice & RunOptions, PipelineInfo>(source, options, () => {
    // before the worker, which may lie in the folder that is named
    adoptAssets(options.assets);
    return new AnalysisClient();
  });
}

function videoOf(source: unknown): Blob | string {
  if (isOf<Blob>(source, 'Blob', 'File')) return source;
  if (isOf<URL>(source, 'URL')) return source.href;
  if (typeof source === 'string') return absolute(source);
  throw new PerPixelError('option-invalid', 'This is no video.', 'Give a file, or the address of one.');
}

function absolute(address: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch (cause) {
    const problem = `“${address.slice(0, 200)}” is no address.`;
    throw new PerPixelError('option-invalid', problem, 'Give the address of a video, or a file.', { cause });
  }
}
