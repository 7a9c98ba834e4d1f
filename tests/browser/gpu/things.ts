import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { isWide, type LabelMap } from '../../../src/core/labels/label-map.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import type { Ground } from '../../../workers/instances/gpu/ground.ts';
import { readSample, SAMPLE_WORDS, type ThingsSample } from '../../../workers/instances/gpu/sample.ts';
import type { Outputs, SlotKernel } from '../../../workers/instances/gpu/slot-kernel.ts';
import { createThingsKernel } from '../../../workers/instances/gpu/things-kernel.ts';
import { createThingsMemory } from '../../../workers/instances/gpu/things-memory.ts';
import type { Bench } from './device.ts';

export interface ThingsScene {
  readonly classes: readonly ModelClass[];
  /** Of the label map, and of the frame. */
  readonly size: Size;
  /** Of the scores; default: the label map's. */
  readonly grid?: Size;
  /** Of each cell of the grid; default: 0.75. */
  readonly confidence?: Float32Array;
}

export interface ThingsBench {
  /** A frame through all passes. @param luma of a picture of 16 × 16 in one grey */
  run(labels: LabelMap, how?: { outputs?: Outputs; seconds?: number; luma?: number }): Promise<ThingsFrame>;
  /** A label map of another size from now on, of the same stream. */
  resize(size: Size): Promise<void>;
  reset(): void;
}

export interface ThingsFrame extends ThingsSample {
  /** What overlays colour. */
  readonly map: LabelMap;
  readonly palette: Uint32Array;
}

/** The model’s input. */
export const PICTURE = { width: 16, height: 16 };

export async function openThings(
  bench: Bench,
  { classes, size, grid = size, confidence: sure }: ThingsScene,
  takeApart: (ground: Ground) => Promise<SlotKernel>,
  after = 0,
): Promise<ThingsBench> {
  const { device, buffers } = bench;
  const luma = buffers.storage('Test.luma', PICTURE.width * PICTURE.height);
  const memory = await createThingsMemory(device, PICTURE, luma, after);
  const confidence = bench.floats(
    // entropies, which nobody looks at, lie between
    Float32Array.from({ length: grid.width * grid.height * 2 }, (_, at) => (at % 2 ? 9 : (sure?.[at / 2] ?? 0.75))),
  );
  let now = await made(size);
  return {
    async run(labels, { outputs = {}, seconds = 0, luma: grey = 100 } = {}) {
      device.queue.writeBuffer(luma, 0, new Float32Array(PICTURE.width * PICTURE.height).fill(grey));
      const bytes = new Uint8Array(Math.ceil(labels.byteLength / 4) * 4);
      bytes.set(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
      device.queue.writeBuffer(now.ground.labels, 0, bytes);
      await bench.run((pass) => {
        now.kernel.run(pass, outputs, seconds);
        now.kernel.paint(pass, false);
      });
      const sample = await bench.readWords(now.kernel.sample, SAMPLE_WORDS);
      return {
        ...readSample(sample.buffer as ArrayBuffer),
        map: await bench.readLabels(now.kernel.map, classes.length, labels.length),
        palette: await bench.readWords(now.kernel.palette, classes.length + 64),
      };
    },
    async resize(next) {
      now.kernel.destroy();
      now = await made(next);
    },
    reset: () => memory.reset(),
  };

  async function made(of: Size) {
    const pixels = of.width * of.height;
    const labels = buffers.storage('Test.labels', Math.ceil((pixels * (isWide(classes.length) ? 2 : 1)) / 4));
    const placement = { x: 0, y: 0, ...grid };
    const ground: Ground = { labels, size: of, frame: of, placement, grid: bilinearGrid(grid, placement, of) };
    const shape = { ...grid, classes: classes.length, kind: 'probabilities', classStride: 1, pixelStride: 1 } as const;
    const slots = await takeApart(ground);
    const kernel = await createThingsKernel(device, { classes, ground, shape, confidence, slots, memory });
    return { ground, kernel };
  }
}

/** A class in a shade of grey. */
export function classOf(id: number, thing: boolean): ModelClass {
  const grey = (id % 16).toString(16).repeat(2);
  return { name: `class ${id}`, colour: `#${grey}80${grey}`, thing } as ModelClass;
}
