import { packLabels } from '../../src/core/labels/label-codec.ts';
import type { Reply } from '../../src/core/errors/errors.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { TaskFound } from '../../src/core/manifest/tasks.ts';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Inferred, TaskModel } from '../pipeline/cpu/postprocess.ts';
import { resampleConfidence } from '../stages/confidence/confidence.ts';
import { shares } from '../stages/shares/shares.ts';

export interface LabellingRequest {
  /** Hand out the label map. */
  readonly labels: boolean;
  /** Hand out the label map packed (see label-codec.ts). */
  readonly packed: boolean;
  /** Hand out the confidence of every pixel. */
  readonly confidence: boolean;
  /** To be smoothed with the frames before: the first one of a stretch, or one that follows. */
  readonly streamed: 'no' | 'first' | 'next';
}

export interface LabellingResult {
  readonly width: number;
  readonly height: number;
  /** A share a class, then a number for each column that the model's task adds. */
  readonly figures: Float32Array<ArrayBuffer>;
  /** What else the task says of the frame; null: nothing. */
  readonly found: TaskFound | null;
  readonly labels: OwnLabelMap | null;
  readonly packed: Uint8Array<ArrayBuffer> | null;
  readonly confidence: Float32Array<ArrayBuffer> | null;
  /** Milliseconds that the network took. */
  readonly inference: number;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
}

/** A frame's inference on its way to the worker that postprocesses it. */
export interface TimedInference {
  readonly inferred: Inferred;
  /** Milliseconds that the network took. */
  readonly inference: number;
}

/** Memory of a frame that is done, for another one: pages that were never touched cost more than what is written to them. */
export interface Memory {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly luma: Float32Array<ArrayBuffer>;
}

export interface Postprocessed {
  readonly result: LabellingResult;
  readonly memory: Memory;
}

/** The interface of a worker that labels single frames for the analysis worker. */
export interface LabellingApi {
  open(options: OpenOptions, onProgress: (progress: Progress) => void): Promise<Reply<PipelineInfo>>;
  /** Takes the frame. */
  label(frame: VideoFrame, request: LabellingRequest): Promise<Reply<LabellingResult>>;
  /** Inference alone. Takes the frame, and the memory. */
  infer(frame: VideoFrame, memory: Memory): Promise<Reply<TimedInference>>;
}

/** The interface of the worker that makes label maps of scores, where each needs the one before. */
export interface PostprocessApi {
  open(spec: ModelSpec, refine: RefineOptions | false): Promise<Reply<null>>;
  /** Takes the memory of what was inferred. */
  postprocess(inferred: Inferred, inference: number, request: LabellingRequest): Promise<Reply<Postprocessed>>;
}

export function toResult(
  { task, spec }: TaskModel,
  labelled: Labelled,
  request: LabellingRequest,
  inference: number,
): LabellingResult {
  const { labels, counts, scores, grid, size, result } = labelled;
  const share = shares(counts, scores.classes);
  const columns = task.columns?.(result, spec);
  const confidence = request.confidence ? new Float32Array(labels.length) : null;
  if (confidence) resampleConfidence(scores, grid, { confidence });
  return {
    ...size,
    figures: columns ? joined(share, columns) : share,
    found: task.found?.(result) ?? null,
    labels: request.labels ? labels : null,
    packed: request.packed ? packLabels(labels) : null,
    confidence,
    inference,
    note: labelled.note,
  };
}

function joined(share: Float32Array, columns: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const figures = new Float32Array(share.length + columns.length);
  figures.set(share);
  figures.set(columns, share.length);
  return figures;
}

/** What a result may hand over. */
export function buffersOf({ figures, labels, packed, confidence }: LabellingResult): ArrayBuffer[] {
  return [figures, labels, packed, confidence].flatMap((each) => (each ? [each.buffer] : []));
}

/** What an inference may hand over. */
export function inferenceBuffers({ scores, pixels, luma }: Inferred): ArrayBuffer[] {
  return [scores.data, pixels.words, luma].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

export function noMemory(): Memory {
  return { words: new Uint32Array(), luma: new Float32Array() };
}

/** The memory of one frame that another can use. */
export function memoryOf({ pixels: { words }, luma }: Inferred): Memory {
  return {
    words: words.buffer instanceof ArrayBuffer ? new Uint32Array(words.buffer) : new Uint32Array(),
    luma: luma.buffer instanceof ArrayBuffer ? new Float32Array(luma.buffer) : new Float32Array(),
  };
}

export function memoryBuffers({ words, luma }: Memory): ArrayBuffer[] {
  return [words.buffer, luma.buffer];
}
