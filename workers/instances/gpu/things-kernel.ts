import { CUT } from '../../../src/core/instances/cut.ts';
import { SHADES, shadesOf } from '../../../src/core/instances/shade.ts';
import { isWide } from '../../../src/core/labels/label-map.ts';
import { classPalette } from '../../../src/core/labels/palette.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import { labelsInWord, labelWords } from '../../gpu/label-words.ts';
import coarseCode from './coarse.wgsl?raw';
import followStateCode from './follow-state.wgsl?raw';
import followCode from './follow.wgsl?raw';
import type { Ground } from './ground.ts';
import likenessCode from './likeness.wgsl?raw';
import measureCode from './measure.wgsl?raw';
import motionCode from './motion.wgsl?raw';
import paintCode from './paint.wgsl?raw';
import { SLOTS } from './ranking.ts';
import { smallestOf } from './regions-kernel.ts';
import { SAMPLE_WORDS } from './sample.ts';
import { thingsTable, wholeAxisTable, type Outputs, type SlotKernel } from './slot-kernel.ts';
import { PLACES, TRACKS, type ThingsMemory } from './things-memory.ts';

/** Words of what is measured of a slot and class. */
const MEASURES = 7;

export interface ThingsKernel {
  /** Of each pixel its class id, or behind the classes the number of its thing; packed as the label map is. */
  readonly map: GPUBuffer;
  readonly palette: GPUBuffer;
  readonly sample: GPUBuffer;
  /** @param seconds of the frame */
  run(pass: GPUComputePassEncoder, outputs: Outputs, seconds: number): void;
  /** Fills the map. @param thingsOnly leaves what is no thing without a colour */
  paint(pass: GPUComputePassEncoder, thingsOnly: boolean): void;
  destroy(): void;
}

export interface ThingsSources {
  readonly classes: readonly ModelClass[];
  readonly ground: Ground;
  /** Of the scores. */
  readonly shape: GridShape;
  /** Confidence and entropy of the grid's pixels, interleaved. */
  readonly confidence: GPUBuffer;
  readonly slots: SlotKernel;
  readonly memory: ThingsMemory;
}

/** From pixels that have slots to things that have tracks, and to what overlays colour. */
export async function createThingsKernel(
  device: GPUDevice,
  { classes, ground: { labels, size, frame, grid }, shape, confidence, slots, memory }: ThingsSources,
): Promise<ThingsKernel> {
  const { width, height } = size;
  const pixels = pixelsOf(size);
  const in_word = labelsInWord(classes.length);
  const clear = clearOf(classes.length);
  const buffers = createBuffers(device);
  const table = thingsTable(buffers, classes);
  // a connected region is of one class
  const things = slots.byHeat ? table.count : 1;
  const [measure, coarse, follow, paint] = await Promise.all([
    createKernel(device, {
      label: 'Instances.measure',
      code: measureCode,
      bindings: ['read', 'read', 'read', 'read', 'read', 'read', 'write'],
      constants: { width, height, pixels, in_word, classes: things, columns: shape.width },
    }),
    createKernel(device, {
      label: 'Instances.coarse',
      code: coarseCode,
      bindings: ['read', 'read', 'write'],
      constants: { width, height, in_word },
    }),
    createKernel(device, {
      label: 'Instances.follow',
      code: followStateCode + likenessCode + motionCode + followCode,
      bindings: ['uniform', 'read', 'read', 'read', 'write', 'write', 'write', 'write'],
      constants: {
        classes: classes.length,
        clear,
        things,
        smallest: smallestOf(pixels),
        width,
        height,
        frame_width: frame.width,
        frame_height: frame.height,
        shades: SHADES,
        by_heat: slots.byHeat ? 1 : 0,
        least: slots.least,
        cut: CUT,
      },
    }),
    createKernel(device, {
      label: 'Instances.paint',
      code: paintCode,
      bindings: ['uniform', 'read', 'read', 'read', 'write'],
      constants: { pixels, in_word, classes: classes.length, clear },
    }),
  ]);
  const colours = paletteOf(classes, clear);
  const palette = buffers.storage('Instances.palette', colours.length);
  device.queue.writeBuffer(palette, 0, colours);
  const map = buffers.storage('Instances.map', labelWords(classes.length, pixels));
  const sample = buffers.storage('Instances.sample', SAMPLE_WORDS);
  const counts = buffers.storage('Instances.counts', SLOTS * (things * MEASURES + TRACKS));
  const params = buffers.uniform('Instances.frame', 4);
  const look = buffers.uniform('Instances.look', 4);
  const shades = buffers.filled('Instances.shades', Uint32Array.from(shadesOf(classes)));
  const across = buffers.filled('Instances.across', wholeAxisTable(grid.x));
  const down = buffers.filled('Instances.down', wholeAxisTable(grid.y));
  const { ranked } = slots;
  const { state, scene } = memory;
  const groups = {
    measure: measure.group(labels, table.table, slots.slots, confidence, across, down, counts),
    coarse: coarse.group(labels, slots.slots, scene),
    follow: follow.group(params.buffer, ranked, scene, shades, counts, state, sample, palette),
    paint: paint.group(look.buffer, labels, slots.slots, sample, map),
  };

  return {
    map,
    palette,
    sample,
    run(pass, outputs, seconds) {
      params.u[0] = Math.round(seconds * 1000);
      params.flush();
      slots.run(pass, outputs);
      memory.run(pass);
      measure.dispatch(pass, groups.measure, Math.ceil(pixels / 4));
      coarse.dispatch(pass, groups.coarse, PLACES);
      follow.dispatch(pass, groups.follow, SLOTS);
    },
    paint(pass, thingsOnly) {
      look.u[0] = thingsOnly && clear >= classes.length ? 1 : 0;
      look.flush();
      paint.dispatch(pass, groups.paint, labelWords(classes.length, pixels));
    },
    destroy() {
      slots.destroy();
      buffers.destroy();
    },
  };
}

/** The value of what has no colour: behind the classes and what the map has room for of things; none where classes leave no room. */
function clearOf(classes: number): number {
  return Math.min(isWide(classes) ? 0xffff : 0xff, classes + SLOTS);
}

function paletteOf(classes: readonly ModelClass[], clear: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.max(classes.length, clear) + 1);
  words.set(classPalette(classes).subarray(0, classes.length));
  return words;
}
