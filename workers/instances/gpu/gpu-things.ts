import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import type { TrackNumbers } from '../../../src/core/instances/track-numbers.ts';
import type { InputSpec } from '../../../src/core/manifest/base.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { wantsThings, type View } from '../../../src/core/view/view.ts';
import type { GridShape } from '../../gpu/grid-shape.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { Ground } from './ground.ts';
import { SLOTS } from './ranking.ts';
import { readSample, SAMPLE_WORDS } from './sample.ts';
import type { Outputs, SlotKernel } from './slot-kernel.ts';
import { createThingsKernel } from './things-kernel.ts';
import { createThingsMemory, type ThingsMemory } from './things-memory.ts';

/** The part of a task's decode on the GPU that its things are. */
export interface GpuThings {
  readonly bytes: number;
  wanted(view: View): boolean;
  found(sample: ArrayBuffer): { readonly instances: readonly Instance[] };
  adopt(seconds: number, instances: readonly Instance[], frame: Size): void;
  reset(): void;
  create(ground: Ground, confidence: GPUBuffer): Promise<ThingsOfSize>;
  destroy(): void;
}

/** The things of label maps of one size; what is remembered of them outlasts it. */
export interface ThingsOfSize {
  readonly layer: { readonly map: GPUBuffer; readonly palette: GPUBuffer };
  readonly sample: GPUBuffer;
  run(passes: Passes, frame: { readonly outputs: Outputs; readonly seconds: number }, view: View): void;
  isPainted(view: View): boolean;
  paint(passes: Passes, view: View): void;
  reset(): void;
  destroy(): void;
}

interface Place {
  readonly device: GPUDevice;
  readonly luma: GPUBuffer;
  readonly tracks: TrackNumbers;
}

interface Model {
  readonly classes: readonly ModelClass[];
  readonly input: InputSpec;
  readonly shape: GridShape;
}

/**
 * The things of a stream's frames, and their tracks, on the GPU. Nothing is compiled before somebody wants to see them.
 * @param takeApart of a size of label map
 */
export function createGpuThings(
  { device, luma, tracks }: Place,
  { classes, input, shape }: Model,
  takeApart: (ground: Ground) => Promise<SlotKernel>,
): GpuThings {
  let opened: Promise<ThingsMemory> | null = null;
  /** Fills a memory with what was followed elsewhere before there was one. */
  let before: ((memory: ThingsMemory) => void) | null = null;
  return {
    bytes: 4 * SAMPLE_WORDS,
    wanted: wantsThings,
    found(sample) {
      const { instances, lastTrack } = readSample(sample);
      tracks.last = Math.max(tracks.last, lastTrack);
      return { instances };
    },
    adopt(seconds, instances, frame) {
      const goOn = (memory: ThingsMemory): void => memory.adopt({ seconds, instances, frame }, tracks.last);
      if (opened) void opened.then(goOn).catch(() => undefined);
      else before = goOn;
    },
    reset() {
      before = null;
      void opened?.then((memory) => memory.reset()).catch(() => undefined);
    },
    async create(ground, confidence) {
      const [memory, slots] = await Promise.all([remembered(), takeApart(ground)]);
      const kernel = await createThingsKernel(device, { classes, ground, shape, confidence, slots, memory });
      let painted: View['labelling'] | null = null;
      const paint = (passes: Passes, { labelling }: View): void => {
        kernel.paint(passes.in('postprocess'), labelling === 'instance');
        painted = labelling;
      };
      return {
        layer: { map: kernel.map, palette: kernel.palette },
        sample: kernel.sample,
        run(passes, { outputs, seconds }, view) {
          kernel.run(passes.in('postprocess'), outputs, seconds);
          paint(passes, view);
        },
        isPainted: ({ labelling }) => labelling === painted,
        paint,
        reset: () => memory.reset(),
        destroy: () => kernel.destroy(),
      };
    },
    // what was still being made when the device went needs no end
    destroy: () => void opened?.then((memory) => memory.destroy()).catch(() => undefined),
  };

  function remembered(): Promise<ThingsMemory> {
    opened ??= make().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function make(): Promise<ThingsMemory> {
    const memory = await createThingsMemory(device, input, luma, after());
    before?.(memory);
    before = null;
    return memory;
  }

  /** What a lost device gave since it was last heard of stays out of the way. */
  function after(): number {
    return tracks.last === 0 ? 0 : tracks.last + SLOTS;
  }
}
