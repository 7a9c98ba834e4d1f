import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { MapType } from '../../../src/core/labels/score-maps.ts';
import { axisTable } from '../../gpu/axis-table.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import type { SampledMaps } from './sampled-maps.ts';
import code from './maps.wgsl?raw';

const NAMES = ['confidence', 'entropy', 'probabilities'] as const satisfies readonly (keyof SampledMaps)[];
export type SampledName = (typeof NAMES)[number];

/** How maps lie in their buffer: one behind the other, each plane in whole words. */
export interface MapsLayout {
  readonly type: MapType;
  /** Values in a word. */
  readonly inWord: 1 | 4;
  /** Words of a plane. */
  readonly plane: number;
  /** Of each map that is wanted the word at which it begins. */
  readonly at: Readonly<Partial<Record<SampledName, number>>>;
  /** Of all. */
  readonly words: number;
}

export interface MapsKernel {
  readonly maps: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/** @param outputs what else is wanted is passed over */
export function mapsLayout(pixels: number, classes: number, type: MapType, outputs: readonly string[]): MapsLayout {
  const inWord = type === 'uint8' ? 4 : 1;
  const plane = Math.ceil(pixels / inWord);
  const at: Partial<Record<SampledName, number>> = {};
  let words = 0;
  for (const name of NAMES) {
    if (!outputs.includes(name)) continue;
    at[name] = words;
    words += name === 'probabilities' ? classes * plane : plane;
  }
  return { type, inWord, plane, at, words };
}

const NONE = 0xffff_ffff;

/** @param probabilities classes × height × width of the grid's source */
export async function createMapsKernel(
  device: GPUDevice,
  shape: GridShape,
  grid: BilinearGrid,
  probabilities: GPUBuffer,
  { inWord, plane, at, words }: MapsLayout,
): Promise<MapsKernel> {
  const kernel = await createKernel(device, {
    label: 'Confidence.maps',
    code,
    bindings: ['read', 'read', 'read', 'write'],
    constants: {
      width: grid.target.width,
      pixels: pixelsOf(grid.target),
      classes: shape.classes,
      source_width: shape.width,
      source_pixels: pixelsOf(shape),
      in_word: inWord,
      words: plane,
      confidence_at: at.confidence ?? NONE,
      entropy_at: at.entropy ?? NONE,
      probabilities_at: at.probabilities ?? NONE,
    },
  });
  const buffers = createBuffers(device);
  const maps = buffers.storage('Confidence.maps', words);
  const columns = buffers.filled('Confidence.columns', axisTable(grid.x));
  const rows = buffers.filled('Confidence.rows', axisTable(grid.y));
  const group = kernel.group(columns, rows, probabilities, maps);
  return { maps, run: (pass) => kernel.dispatch(pass, group, plane), destroy: () => buffers.destroy() };
}

/**
 * Maps as their buffer has them, read back.
 * @param from where they begin
 */
export function readMaps(
  read: ArrayBuffer,
  from: number,
  { type, plane, at }: MapsLayout,
  pixels: number,
  out: SampledMaps,
): void {
  const values = type === 'uint8' ? new Uint8Array(read, from) : new Float32Array(read, from);
  const pitch = type === 'uint8' ? 4 * plane : plane;
  for (const name of NAMES) {
    const map = out[name];
    const first = at[name];
    if (!map || first === undefined) continue;
    const begin = type === 'uint8' ? 4 * first : first;
    for (let to = 0, own = begin; to < map.length; to += pixels, own += pitch) {
      map.set(values.subarray(own, own + pixels), to);
    }
  }
}
