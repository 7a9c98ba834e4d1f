import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Tensor } from '../../src/core/tensor/tensor.ts';
import type { OutputSpec } from '../../src/core/manifest/score-outputs.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { isWide } from '../../src/core/labels/label-map.ts';
import { amissIn, probabilitiesAt, type Scores } from '../../src/core/labels/scores.ts';

/** A model that scores classes. */
export interface ScoredSpec {
  readonly classes: readonly unknown[];
  readonly outputs: readonly OutputSpec[];
}

/**
 * A session's outputs as scores. A single head over all classes is used where it lies; several heads are stacked: each
 * later one splits off the share of a pixel that it does not call its own first ("none of mine") class.
 * @throws PerPixelError `model-invalid` where an output's shape or type is not what the manifest says
 */
export function toScores(spec: ScoredSpec, tensors: Readonly<Record<string, Tensor>>): Scores {
  const heads = spec.outputs.map((head) => toHead(spec, head, tensors[head.name]));
  const [first] = heads;
  if (!first) throw mismatch('no output');
  if (first.scores.kind === 'ids') return { ...first.scores, classes: spec.classes.length };
  if (heads.length === 1 && coversAll(first, spec.classes.length)) return first.scores;
  return stack(heads, spec.classes.length);
}

interface Head {
  readonly scores: Scores;
  readonly classes: readonly number[];
}

function coversAll({ classes }: Head, count: number): boolean {
  return classes.length === count && classes.every((id, index) => id === index);
}

function toHead(spec: ScoredSpec, head: OutputSpec, tensor: Tensor | undefined): Head {
  if (!tensor) throw mismatch(`the model gives no output "${head.name}"`);
  const { width, height, channels } = gridOf(head, tensor.dims);
  if (head.kind === 'class-ids') {
    const single = spec.outputs.length === 1 && isWide(spec.classes.length);
    return { scores: (single ? certainIds : oneHot)(head, tensor, width, height), classes: head.classes };
  }
  const planar = head.layout === 'NCHW';
  const kind = head.kind === 'binary-probability' ? 'binary' : head.kind;
  const data = inFloats(tensor, kind);
  return {
    classes: head.classes,
    scores: {
      width,
      height,
      classes: head.classes.length,
      kind,
      data,
      amiss: amissIn(kind, data),
      classStride: planar ? width * height : 1,
      pixelStride: planar ? 1 : channels,
    },
  };
}

interface Grid extends Size {
  readonly channels: number;
}

/**
 * The grid of an output with these dimensions.
 * @throws PerPixelError `model-invalid` where they are not what the manifest says
 */
export function gridOf(head: OutputSpec, dims: readonly number[]): Grid {
  const grid = shapeOf(head, dims);
  if (isSingle(head) && grid.channels !== 1) {
    throw mismatch(`"${head.name}" has ${grid.channels} channels where “${head.kind}” needs one`);
  }
  if (!isSingle(head) && grid.channels !== head.classes.length) {
    throw mismatch(`"${head.name}" has ${grid.channels} channels where its classes need ${head.classes.length}`);
  }
  return grid;
}

function isSingle({ kind }: OutputSpec): boolean {
  return kind === 'binary-probability' || kind === 'class-ids';
}

/** [1, C, H, W] or [1, H, W, C]; the batch may be left out, and so may a single channel. */
function shapeOf(head: OutputSpec, dims: readonly number[]): Grid {
  const single = isSingle(head);
  let shape = [...dims];
  if (shape.length === 4 && shape[0] === 1) shape = shape.slice(1);
  if (shape.length === 3 && single && shape[0] === 1 && shape[2] !== 1) return plane(shape[1], shape[2]);
  if (shape.length === 2 && single) return plane(shape[0], shape[1]);
  const [a, b, c] = shape;
  if (shape.length !== 3 || !a || !b || !c) throw mismatch(`"${head.name}" has the shape [${dims.join(', ')}]`);
  return head.layout === 'NCHW' ? { channels: a, height: b, width: c } : { height: a, width: b, channels: c };
}

function plane(height = 0, width = 0): Grid {
  return { width, height, channels: 1 };
}

/** Of a whole number the probability that it stands for. */
const WHOLES: Readonly<Record<string, number>> = { uint8: 255, uint16: 65_535 };

/** Scores of any numbers; bytes and 16-bit words that are probabilities have 1 at their largest value. */
function inFloats({ type, data }: Tensor, kind: Scores['kind']): Float32Array {
  if (data instanceof Float32Array) return data;
  const whole = kind === 'logits' ? 1 : (WHOLES[type] ?? 1);
  const floats = new Float32Array(data.length);
  for (let i = 0; i < floats.length; i += 1) floats[i] = Number(data[i]) / whole;
  return floats;
}

/** The channel that an output of class ids names at a pixel. */
function channelAt({ name, classes }: OutputSpec, ids: ArrayLike<number | bigint>, pixel: number): number {
  const channel = Number(ids[pixel]);
  if (channel >= 0 && channel < classes.length) return Math.trunc(channel);
  throw mismatch(`"${name}" holds class ${channel}, beyond its ${classes.length} classes`);
}

/** Ids as they are: a plane a class would be more than there is memory for. */
function certainIds(head: OutputSpec, tensor: Tensor, width: number, height: number): Scores {
  const ids = tensor.data as ArrayLike<number | bigint>;
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i += 1) data[i] = head.classes[channelAt(head, ids, i)]!;
  return { width, height, classes: head.classes.length, kind: 'ids', data, classStride: 0, pixelStride: 1 };
}

function oneHot(head: OutputSpec, tensor: Tensor, width: number, height: number): Scores {
  const pixels = width * height;
  const data = new Float32Array(pixels * head.classes.length);
  const ids = tensor.data as ArrayLike<number | bigint>;
  for (let i = 0; i < pixels; i += 1) data[channelAt(head, ids, i) * pixels + i] = 1;
  const classes = head.classes.length;
  return { width, height, classes, kind: 'probabilities', data, classStride: pixels, pixelStride: 1 };
}

function stack(heads: readonly Head[], classes: number): Scores {
  const { width, height } = heads[0]!.scores;
  const amiss = heads.map(({ scores }) => scores.amiss).find((each) => each !== undefined);
  const pixels = width * height;
  const data = new Float32Array(classes * pixels);
  heads.forEach(({ scores, classes: ids }, index) => {
    if (scores.width !== width || scores.height !== height) throw mismatch('its outputs differ in size');
    const own = new Float32Array(ids.length);
    for (let i = 0; i < pixels; i += 1) {
      probabilitiesAt(scores, i, own);
      const kept = index === 0 ? 0 : own[0]!;
      for (let c = 0; c < classes; c += 1) data[c * pixels + i]! *= kept;
      for (let k = index === 0 ? 0 : 1; k < ids.length; k += 1) data[ids[k]! * pixels + i]! += own[k]!;
    }
  });
  return { width, height, classes, kind: 'probabilities', data, classStride: pixels, pixelStride: 1, amiss };
}

function mismatch(what: string): PerPixelError {
  return new PerPixelError(
    'model-invalid',
    `The model does not do what its manifest says: ${what}.`,
    'Correct "outputs" in the manifest.',
  );
}
