import type { Pixels } from '../../src/core/geometry/pixels.ts';
import type { Instance } from '../../src/core/instances/instance.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import type { LabelLayer } from '../../src/core/labels/label-layer.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { MapMemory } from '../../src/core/labels/map-memory.ts';
import type { Scores } from '../../src/core/labels/scores.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { InputArray } from '../../src/core/manifest/model-input.ts';
import type { TaskMaps, TaskFound } from '../../src/core/manifest/tasks.ts';
import type { OutputKind } from '../../src/core/options/outputs.ts';
import type { Tensor, TensorPort } from '../../src/core/tensor/tensor.ts';
import type { Things } from '../instances/things.ts';

/** What a model's file says of itself. */
export interface ModelPorts {
  readonly inputs: readonly TensorPort[];
  readonly outputs: readonly TensorPort[];
}

/** An output of the model that is read. */
export interface ReadPort {
  readonly name: string;
  /** It holds whole numbers, such as class ids. */
  readonly whole: boolean;
  /** Only those need it who want what the task has besides labels: a file of `heads` gives it, or the model's own where it has none. */
  readonly ofHeads?: boolean;
}

/** What a model is fed besides the picture, in float32. */
export interface Feed {
  readonly dims: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** What one run of a model says. */
export interface Decoded<Extra> {
  /** Of each class at each place of a grid: what stages, overlays and label map are made of. */
  readonly scores: Scores;
  /**
   * What else the task makes of the outputs, such as centres and offsets. Plain values and arrays that are the receiver's to
   * keep: they may go on to another thread.
   */
  readonly extra: Extra;
}

/** What runs a network, wherever it does: fill its input, then `run`. Runs of a model's networks must not overlap. */
export interface Network {
  readonly input: InputArray;
  /** @param heads the outputs of its heads too, where these lie in a file of their own */
  run(heads?: boolean): Promise<Readonly<Record<string, Tensor>>>;
}

/** A frame, for a task that decides itself what its networks see of it. */
export interface Look {
  readonly pixels: Pixels;
  /** Grey values of the whole picture, 0 to 255, on the grid of the model's input. */
  readonly luma: Float32Array;
  /**
   * `single`: by itself, with all there is in it. `video`: one of a file's, in its order, with all there is in it. `live`: one of a
   * camera's that must not wait; what there is no time for may come with a later one. `shown`: one of a film that is played, as
   * `live`, but the first one, behind which there may be none: that of a still picture, or where a film was stopped.
   */
  readonly pace: 'single' | 'video' | 'live' | 'shown';
}

/** A stream or video as a task looks at it that runs its networks itself. */
export interface PictureInference<Extra> {
  infer(look: Look): Promise<Decoded<Extra>>;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/** What the frames of a stream hold besides labels, such as instances with their tracks. */
export interface Results<Extra, Result> {
  /**
   * Of a frame whose label map is made.
   * @param extra of its decode, or of the frame before where its scores only follow the picture
   * @param seconds media time of a stream's frame, to be joined with the frames before; null: a frame by itself, of which nothing is
   * remembered
   */
  of(labelled: Labelled<null>, extra: Extra, seconds: number | null): Result;
  /** A frame whose things were followed elsewhere, on the GPU: theirs go on. Absent: nothing is followed. */
  adopt?(seconds: number, instances: readonly Instance[]): void;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/**
 * What a network's inputs and outputs mean, on the CPU; its twin on the GPU is a `TaskKernel`. What it says of manifests and
 * names stands in its folder's manifest.ts.
 */
export interface Task<Spec extends BaseSpec = BaseSpec, Extra = unknown, Result = unknown> {
  /** The outputs that `decode` reads: a run gives no others, and those of heads only where they are wanted. */
  reads(spec: Spec): readonly ReadPort[];
  /**
   * Further inputs by their names, such as the weights of a head, with what they hold until `Engine.feed` gives them something
   * else; absent: the picture is all that the model is fed.
   */
  feeds?(spec: Spec): Readonly<Record<string, Feed>>;
  /** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
  checkPorts(ports: ModelPorts, spec: Spec): void;
  /**
   * The outputs of one run, by their names.
   * @throws PerPixelError `model-invalid` where they have another shape than the manifest says
   */
  decode(spec: Spec, tensors: Readonly<Record<string, Tensor>>): Decoded<Extra>;
  /**
   * In place of a run on the whole picture and its `decode`, for a task that looks at pieces of it that it picks, or runs several
   * networks: they are the manifest's own and those of its `networks`, by their names. One for each stream or video; its frames are
   * labelled by one worker, in order.
   */
  createInference?(spec: Spec, model: Network, networks: Readonly<Record<string, Network>>): PictureInference<Extra>;
  /** The outputs of a further network that are read, by the network's name; absent: there is none. */
  readsOf?(network: string): readonly string[];
  /** Why scores of this model cannot be averaged with others, a clause after “cannot be averaged:”; null: they can. */
  averagingObstacle(spec: Spec): string | null;
  /** One for each stream or video, whose tracks have these numbers; absent or null: label maps are all that there is. */
  createResults?(spec: Spec, numbers: TrackNumbers): Results<Extra, Result> | null;
  /** The outputs that it offers besides the label map, as it declares them. */
  readonly outputs: readonly string[];
  /**
   * What is wanted of a frame besides its label map and what is made of scores alone, by those names. Arrays become the receiver's, who
   * may hand them over; they may lie in memory that was given for them (`mapIn`).
   * @throws PerPixelError `option-invalid` where something cannot be had of this model as it was opened
   */
  maps(labelled: Labelled<Result>, wanted: readonly OutputKind[], spec: Spec, memory: MapMemory): TaskMaps;
  /** What is told apart in a frame, for views that show it; null: nothing. Absent: the task tells nothing apart. */
  things?(result: Result): Things | null;
  /** Plain values for whoever follows a stream or an analysis; absent: none. */
  found?(result: Result): TaskFound;
  /** A number for each column that the task declares; absent: it declares none. */
  columns?(labelled: Labelled<Result>, spec: Spec): ArrayLike<number>;
  /** What overlays colour. */
  createLayer(spec: Spec): LabelLayer<Result>;
}
