import type { LabelMap } from '../core/labels/label-map.ts';
import { listener } from '../link/listener.ts';
import type { Every } from '../core/analysis/every.ts';
import { toCsv, toPlain, type Findings, type FrameShares } from '../core/analysis/report.ts';
import type { VideoInfo } from '../core/analysis/video-info.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import { isOf } from '../core/options/kind.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import { labellingOf } from '../core/instances/suited.ts';
import { createTrackList, type Track } from '../core/instances/tracks.ts';
import type { Labelling } from '../core/instances/instance.ts';
import { columnsOf } from '../core/manifest/tasks.ts';
import { analyzeOptions, type OpeningOptions } from '../core/options/options.ts';
import type { Progress } from '../core/options/progress.ts';
import { VERSION } from '../core/text/version.ts';
import { AnalysisRun } from './run.ts';

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

/** What a pass over a video found. */
export interface Analysis {
  /** Size, times and codec. */
  readonly video: VideoInfo;
  /** The manifest, with every default filled in: `model.classes` names the shares. */
  readonly model: ModelSpec;
  /** In the order of showing. */
  readonly frames: readonly FrameShares[];
  /** The things that were followed, by number; none where they are not told apart. */
  readonly tracks: readonly Track[];
  /** Indices of the frames that could not be decoded; they are missing from `frames`. */
  readonly lost: readonly number[];
  /** A sentence where something is amiss with the labels of any frame; null: nothing. */
  readonly note: string | null;
  /** A line a frame: index, seconds, each class's share, and how many things of each class, where they are told apart. */
  toCSV(): string;
  /** Everything, with what it takes to do it again: the model's hash, the options, the version. */
  toJSON(): Record<string, unknown>;
}

/** One analysed frame. */
export interface FrameAnalysis extends FrameShares {
  /** Of this frame: a video may change its size. */
  readonly width: number;
  readonly height: number;
  /** height × width class ids, row-major; in 16 bits where the model has more than 256 classes. */
  readonly labelMap: LabelMap;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
}

/**
 * Labels every frame of a video, or every n-th, in workers, and returns each class's share of each frame. Nothing is
 * dropped; a worker that dies is replaced and goes on where it was.
 * @param source a file, or its address
 * @throws PerPixelError `video-unsupported` (with the codec), `video-no-track`, `video-empty`, `source-unavailable`,
 * `frame-too-large`, `option-invalid`, `aborted`, and the codes of models and backends
 */
export async function analyzeVideo(source: Blob | string | URL, options: AnalyzeOptions): Promise<Analysis> {
  const run = await open(source, options, false);
  const frames: FrameShares[] = [];
  const lost: number[] = [];
  const list = createTrackList();
  let note: string | null = null;
  try {
    for (let done = false; !done;) {
      const batch = await run.take();
      for (const { index, timestamp, figures, found, width, height, note: own } of batch.frames) {
        frames.push({ index, timestamp, ...apart(figures, run.info.model), ...found });
        if (found?.instances) list.add({ timestamp, width, height, instances: found.instances });
        note ??= own;
      }
      lost.push(...batch.lost);
      done = batch.done;
    }
  } finally {
    run.close();
  }
  const { model, ensemble, backend } = run.info;
  const { every = 1, refine = model.refine ?? false, mirror = false } = options;
  const labelling = labellingOf(options.labelling ?? '', model);
  const counted = labelling !== 'semantic';
  const { tracks } = list;
  const video = run.video.info;
  const findings: Findings = {
    version: VERSION,
    video,
    model,
    columns: columnsOf(model, labelling),
    options: { every, refine, mirror, ensemble, ...(counted ? { labelling } : {}), backend },
    frames,
    ...(counted ? { tracks } : {}),
    lost,
    note,
  };
  return { video, model, frames, tracks, lost, note, toCSV: () => toCsv(findings), toJSON: () => toPlain(findings) };
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
  const run = await open(source, options, true);
  try {
    for (let done = false; !done;) {
      const batch = await run.take();
      for (const { index, timestamp, figures, found, width, height, labels, note } of batch.frames) {
        const own = { index, timestamp, ...apart(figures, run.info.model), ...found };
        yield { ...own, width, height, labelMap: labels ?? new Uint8Array(), note };
      }
      done = batch.done;
    }
  } finally {
    run.close();
  }
}

function open(source: Blob | string | URL, options: AnalyzeOptions, labels: boolean): Promise<AnalysisRun> {
  const { onProgress, ...checked } = analyzeOptions(options);
  return AnalysisRun.open(videoOf(source), { ...checked, labels, onProgress: listener(onProgress) });
}

/** Shares, and what else is counted where the model's task adds columns. */
function apart(figures: Float32Array, { classes }: ModelSpec): Pick<FrameShares, 'shares' | 'columns'> {
  if (figures.length === classes.length) return { shares: figures };
  return { shares: figures.slice(0, classes.length), columns: figures.slice(classes.length) };
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
