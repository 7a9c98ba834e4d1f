import { BLOCK } from '../../../src/core/geometry/block-means.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { ALIKE, BANDS, TONES } from '../../../src/core/instances/cut.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import blockMeanCode from '../../gpu/block-mean.wgsl?raw';
import { createBuffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import cutCode from './cut.wgsl?raw';

/** Tracks that are remembered, and words of each. */
export const TRACKS = 128;
const TRACK_WORDS = 20;
/** Where in a track its boxes begin. */
const BOXES = 8;
/** Words before the tracks: the last number, the time, and two that are unused. */
const STATE_HEAD = 4;
/** Places at which a frame's things are held against those of the frame before. */
export const PLACES = 64 * 36;

/** What is remembered of a stream's things, whatever the size of its label maps. */
export interface ThingsMemory {
  /** The last track's number, the last frame's time, tracks and where they were. */
  readonly state: GPUBuffer;
  /** How far the picture's brightness has changed where the scene may be another, then what lies at each place. */
  readonly scene: GPUBuffer;
  /** Looks at the picture of a frame. */
  run(pass: GPUComputePassEncoder): void;
  /** Takes over tracks that were followed elsewhere. @param last of the numbers that were given */
  adopt(seen: SeenElsewhere, last: number): void;
  /** Forgets the tracks; their numbers are not given again. */
  reset(): void;
  destroy(): void;
}

interface SeenElsewhere {
  readonly seconds: number;
  readonly frame: Size;
  readonly instances: readonly Instance[];
}

/**
 * @param luma of the model's input, 0 to 255
 * @param after the last number that a track of the stream was given
 */
export async function createThingsMemory(
  device: GPUDevice,
  { width, height }: Size,
  luma: GPUBuffer,
  after: number,
): Promise<ThingsMemory> {
  const columns = Math.floor(width / BLOCK);
  const rows = Math.floor(height / BLOCK);
  const [blockMean, cut] = await Promise.all([
    createKernel(device, {
      label: 'Instances.blockMean',
      code: blockMeanCode,
      bindings: ['read', 'write'],
      constants: { width, height, columns, rows },
    }),
    createKernel(device, {
      label: 'Instances.cut',
      code: cutCode,
      bindings: ['read', 'write', 'write'],
      constants: { bands: BANDS, tones: TONES, alike: ALIKE },
    }),
  ]);
  const buffers = createBuffers(device);
  const words = STATE_HEAD + TRACKS * TRACK_WORDS + PLACES;
  const state = buffers.storage('Instances.state', words);
  const scene = buffers.storage('Instances.scene', 1 + PLACES);
  const now = buffers.storage('Instances.blocks', columns * rows);
  const before = buffers.storage('Instances.blocksBefore', columns * rows);
  const means = blockMean.group(luma, now);
  const change = cut.group(now, before, scene);
  device.queue.writeBuffer(state, 0, Uint32Array.of(after));
  return {
    state,
    scene,
    run(pass) {
      blockMean.dispatch(pass, means, columns, rows);
      cut.dispatch(pass, change, 1);
    },
    adopt({ seconds, frame, instances }, number) {
      const time = Math.round(seconds * 1000);
      const state32 = new Uint32Array(words);
      const floats = new Float32Array(state32.buffer);
      state32.set([number, time]);
      instances.slice(0, TRACKS).forEach(({ track, classId, box }, index) => {
        const at = STATE_HEAD + index * TRACK_WORDS;
        const { x, y } = box;
        const share = [x / frame.width, y / frame.height, box.width / frame.width, box.height / frame.height];
        // seen in the frame before, measured once, at no known place, nothing of it hidden
        state32.set([track, classId, time, 0, 1, 1, 0], at);
        floats.set([...share, ...share], at + BOXES);
      });
      device.queue.writeBuffer(state, 0, state32);
      // whether the scene is another one nobody knows
      device.queue.writeBuffer(before, 0, new Float32Array(columns * rows).fill(-1));
    },
    // a frame's places lead nowhere without its tracks
    reset: () => device.queue.writeBuffer(state, 4, new Uint32Array(words - 1)),
    destroy: () => buffers.destroy(),
  };
}
