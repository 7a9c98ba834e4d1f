import type { Instance } from '../../src/core/instances/instance.ts';
import { packLabels } from '../../src/core/labels/label-codec.ts';
import type { Reply } from '../../src/core/errors/errors.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { TaskFound } from '../../src/core/manifest/tasks.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Inferred, TaskModel } from '../pipeline/cpu/postprocess.ts';
import { coarseOf, thumbnailOf } from '../instances/coarse.ts';
import type { Sampler } from '../stages/confidence/sampler.ts';
import { shares } from '../stages/shares/shares.ts';

export interface LabellingRequest {
  /** Hand out the label map. */
  readonly labels: boolean;
  /** Hand out the label map packed (see label-codec.ts). */
  readonly packed: boolean;
  /** Tell things apart, and count them; default false. Their map comes as the label map does. */
  readonly things?: boolean;
  /** Hand out the confidence of every pixel. */
  readonly confidence: boolean;
  /** To be smoothed with the frames before: the first one of a stretch, or one that follows. */
  readonly streamed: 'no' | 'first' | 'next';
}

export interface LabellingResult {
  readonly width: number;
  readonly height: number;
  /** A share a class, then a number for each column that the model's task adds, and for each class of things, if these are counted. */
  readonly figures: Float32Array<ArrayBuffer>;
  /** What else the task says of the frame; null: nothing. */
  readonly found: TaskFound | null;
  /** Which pixels are whose; null: things are not told apart. */
  readonly things: ThingMap | null;
  readonly labels: OwnLabelMap | null;
  readonly packed: Uint8Array<ArrayBuffer> | null;
  readonly confidence: Float32Array<ArrayBuffer> | null;
  /** Milliseconds that the network took. */
  readonly inference: number;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
}

/** Of each pixel the id of its instance; 0: none. */
interface ThingMap {
  /** As large as the label map; null where nobody wanted that. */
  readonly map: Uint16Array<ArrayBuffer> | null;
  /** Packed (see label-codec.ts); null where nobody wanted that. */
  readonly packed: Uint8Array<ArrayBuffer> | null;
  /** By these things are followed from frame to frame (see coarse.ts). */
  readonly coarse: Uint16Array<ArrayBuffer>;
  readonly luma: Uint8Array<ArrayBuffer>;
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
export interface LabellingApi<Frame, Options, Info> {
  open(options: Options, onProgress: (progress: Progress) => void): Promise<Reply<Info>>;
  /** Takes the frame. */
  label(frame: Frame, request: LabellingRequest): Promise<Reply<LabellingResult>>;
  /** Inference alone. Takes the frame, and the memory. */
  infer(frame: Frame, memory: Memory, request: LabellingRequest): Promise<Reply<TimedInference>>;
}

/** A worker that labels, seen from the analysis worker. One that died stays dead: start another. */
export interface LabellingWorker<Frame, Info> {
  readonly info: Info;
  /** Takes the frame. */
  label(frame: Frame, request: LabellingRequest): Promise<LabellingResult>;
  /** Inference alone. Takes the frame, and the memory. */
  infer(frame: Frame, memory: Memory, request: LabellingRequest): Promise<TimedInference>;
  /** Ends the worker, as a crash would. Twice is harmless. */
  close(): void;
}

/** The worker that postprocesses frames in order, seen from the analysis worker. One that died stays dead. */
export interface PostprocessWorker {
  /** Takes the memory of what was inferred. */
  postprocess(inference: TimedInference, request: LabellingRequest): Promise<Postprocessed>;
  close(): void;
}

/** The interface of the worker that makes label maps of scores, where each needs the one before. */
export interface PostprocessApi {
  open(spec: ModelSpec, refine: RefineOptions | false): Promise<Reply<null>>;
  /** Takes the memory of what was inferred. */
  postprocess(inferred: Inferred, inference: number, request: LabellingRequest): Promise<Reply<Postprocessed>>;
}

export function toResult(
  { task, spec, sampler }: TaskModel & { readonly sampler: Sampler },
  labelled: Labelled,
  request: LabellingRequest,
  inference: number,
): LabellingResult {
  const { labels, counts, scores, grid, size, result } = labelled;
  const share = shares(counts, scores.classes);
  const things = request.things ? (task.things?.(result) ?? null) : null;
  const columns = [
    ...Array.from(task.columns?.(labelled, spec) ?? []),
    ...(things ? countsOf(things.instances, spec) : []),
  ];
  const confidence = request.confidence ? new Float32Array(labels.length) : null;
  if (confidence) sampler.run(scores, grid, { confidence });
  return {
    ...size,
    figures: columns.length > 0 ? joined(share, columns) : share,
    found: things ? { ...task.found?.(result), instances: things.instances } : (task.found?.(result) ?? null),
    things: things && {
      map: request.labels ? things.map.slice() : null,
      packed: request.packed ? packLabels(things.map) : null,
      coarse: coarseOf(things.map, size),
      luma: thumbnailOf(labelled.luma, spec.input),
    },
    labels: request.labels ? labels : null,
    packed: request.packed ? packLabels(labels) : null,
    confidence,
    inference,
    note: labelled.note,
  };
}

/** Whether a task has anything to make of a frame besides labels. */
export function wantsResults({ task }: Pick<TaskModel, 'task'>, { things = false }: LabellingRequest): boolean {
  return things || !task.things;
}

/** How many there are, of each class of things. */
function countsOf(instances: readonly Instance[], { classes }: BaseSpec): number[] {
  const counts = new Uint32Array(classes.length);
  for (const { classId } of instances) counts[classId]! += 1;
  return classes.filter(({ thing }) => thing).map(({ id }) => counts[id]!);
}

function joined(share: Float32Array, columns: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const figures = new Float32Array(share.length + columns.length);
  figures.set(share);
  figures.set(columns, share.length);
  return figures;
}

function mapsOf(things: ThingMap | null): ThingMap[keyof ThingMap][] {
  return things ? [things.map, things.packed, things.coarse, things.luma] : [];
}

/** What a result may hand over. */
export function buffersOf({ figures, labels, packed, confidence, things }: LabellingResult): ArrayBuffer[] {
  return [figures, labels, packed, confidence, ...mapsOf(things)].flatMap((each) => (each ? [each.buffer] : []));
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
