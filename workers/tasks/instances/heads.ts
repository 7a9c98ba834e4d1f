import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Tensor, TensorPort } from '../../../src/core/tensor/tensor.ts';
import type { CentreOffsets } from '../../instances/cell-slots.ts';
import type { CentreHeads } from '../../instances/grouping.ts';
import { fixedDims, notAsSaid, numbersOf } from '../ports.ts';
import { gridOf as scoreGridOf } from '../scores-of.ts';
import type { InstancesSpec } from './manifest.ts';

/** The two outputs by which things are told apart. */
const HEADS = [
  { key: 'centres', channels: 1, meaning: 'how much each place is a centre' },
  { key: 'offsets', channels: 2, meaning: 'how far centres are' },
] as const;

/** @throws PerPixelError `model-invalid` where the file lacks them, or has them in another shape */
export function checkHeads(outputs: readonly TensorPort[], { instances, heads, outputs: scores }: InstancesSpec): void {
  for (const { key, channels, meaning } of HEADS) {
    const name = instances[key];
    const dims = fixedDims(numbersOf(outputs, name, meaning));
    if (dims && !gridOf(dims, channels, instances.layout)) {
      const shape = instances.layout === 'NCHW' ? `[1, ${channels}, height, width]` : `[1, height, width, ${channels}]`;
      throw notAsSaid(
        `its output "${name}" has the shape [${dims.join(', ')}], and “${meaning}” are ${shape}`,
        'Correct "instances" in the manifest, or name another file.',
      );
    }
    const [head] = scores;
    const classes = heads && head ? outputs.find((port) => port.name === head.name) : undefined;
    const grid = classes && fixedDims(classes);
    if (dims && grid && head) checkGrid(name, dims, instances.layout, channels, scoreGridOf(head, grid));
  }
}

function checkGrid(
  name: string,
  dims: readonly number[],
  layout: 'NCHW' | 'NHWC',
  channels: number,
  { width, height }: Size,
): void {
  const own = gridOf(dims, channels, layout);
  if (own?.width === width && own.height === height) return;
  throw notAsSaid(
    `its output "${name}" has the shape [${dims.join(', ')}], where the classes’ grid is ${width} × ${height}`,
    'Correct "instances" in the manifest, or name another file.',
  );
}

/**
 * What a run says of things.
 * @param grid of its class scores
 * @throws PerPixelError `model-invalid` where that lies on another grid
 */
export function headsOf(
  { instances }: InstancesSpec,
  tensors: Readonly<Record<string, Tensor>>,
  grid: Size,
): CentreHeads {
  const [heat, offsets] = HEADS.map(({ key, channels }) => {
    const name = instances[key];
    const tensor = tensors[name];
    if (!tensor) throw mismatch(`the model gives no output "${name}"`);
    const own = gridOf(tensor.dims, channels, instances.layout);
    if (own?.width !== grid.width || own.height !== grid.height) {
      throw mismatch(
        `"${name}" has the shape [${tensor.dims.join(', ')}], where the classes’ grid is ${grid.width} × ${grid.height} and it needs ${channels === 1 ? 'one channel' : `${channels} channels`}`,
      );
    }
    return floatsOf(tensor);
  });
  return {
    heat: heat!,
    offsets: { data: offsets!, ...stridesOf(instances, grid) },
    grid: { width: grid.width, height: grid.height },
  };
}

/** How the offsets lie. */
export function stridesOf(
  { layout }: InstancesSpec['instances'],
  { width, height }: Size,
): Omit<CentreOffsets, 'data'> {
  return layout === 'NCHW' ? { channelStride: width * height, pixelStride: 1 } : { channelStride: 1, pixelStride: 2 };
}

/** [1, C, H, W] or [1, H, W, C]; the batch may be left out, and so may a single channel. null: neither. */
function gridOf(dims: readonly number[], channels: number, layout: 'NCHW' | 'NHWC'): Size | null {
  const shape = dims.length === 4 && dims[0] === 1 ? dims.slice(1) : [...dims];
  if (shape.length === 2 && channels === 1) return { height: shape[0]!, width: shape[1]! };
  if (shape.length !== 3) return null;
  const [a = 0, b = 0, c = 0] = shape;
  const [own, height, width] = layout === 'NCHW' ? [a, b, c] : [c, a, b];
  return own === channels ? { width, height } : null;
}

function floatsOf({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  const floats = new Float32Array(data.length);
  for (let i = 0; i < floats.length; i += 1) floats[i] = Number(data[i]);
  return floats;
}

function mismatch(what: string): PerPixelError {
  return new PerPixelError(
    'model-invalid',
    `The model does not do what its manifest says: ${what}.`,
    'Correct "instances" in the manifest.',
  );
}
