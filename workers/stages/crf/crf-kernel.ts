import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import type { PictureKind } from '../../gpu/picture/picture.ts';
import { SAMPLES, samplesOf } from './colours.ts';
import coloursCode from './colours.wgsl?raw';
import { LEAST } from './crf.ts';
import energyCode from './energy.wgsl?raw';
import { LITTLE } from './joins.ts';
import normaliseCode from './normalise.wgsl?raw';
import type { CrfOptions } from './options.ts';
import prepareCode from './prepare.wgsl?raw';
import { APPEARANCE_REACH, settingsOf, SMOOTHNESS_REACH } from './window.ts';

/** `Crf` on the GPU. */
export interface CrfKernel {
  /** Changes the probabilities in place. @param picture bind group of the frame, and its size in texels */
  run(pass: GPUComputePassEncoder, picture: GPUBindGroup, size: Size, options: CrfOptions): void;
  destroy(): void;
}

/**
 * @param probabilities classes × height × width
 * @param placement where the frame lies in the grid
 */
export async function createCrfKernel(
  device: GPUDevice,
  shape: GridShape,
  probabilities: GPUBuffer,
  placement: Placement,
  kind: PictureKind,
): Promise<CrfKernel> {
  const { width, height, classes } = shape;
  const pixels = pixelsOf(shape);
  const [prepare, colour, energise, normalise] = await Promise.all([
    createKernel(device, {
      label: 'Crf.prepare',
      code: prepareCode,
      bindings: ['read', 'write', 'write'],
      constants: { pixels, classes, least: LEAST },
    }),
    createKernel(device, {
      label: `Crf.colours.${kind.name}`,
      code: kind.code + coloursCode,
      bindings: ['uniform', 'read', 'read', 'write'],
      picture: kind.layout,
      constants: { width, height, samples: SAMPLES },
    }),
    createKernel(device, {
      label: 'Crf.energy',
      code: energyCode,
      bindings: ['uniform', 'read', 'read', 'read', 'write'],
      constants: {
        width,
        height,
        classes,
        appearance_reach: APPEARANCE_REACH,
        smoothness_reach: SMOOTHNESS_REACH,
        little: LITTLE,
      },
    }),
    createKernel(device, {
      label: 'Crf.normalise',
      code: normaliseCode,
      bindings: ['read', 'read', 'write'],
      constants: { pixels, classes },
    }),
  ]);
  const buffers = createBuffers(device);
  const params = buffers.uniform('Crf.params', 4);
  const places = buffers.storage('Crf.places', SAMPLES * (width + height));
  const unary = buffers.storage('Crf.unary', classes * pixels);
  const energy = buffers.storage('Crf.energy', classes * pixels);
  const tops = buffers.storage('Crf.tops', pixels);
  const colours = buffers.storage('Crf.colours', 4 * pixels);
  const prepareGroup = prepare.group(probabilities, unary, tops);
  const colourGroup = colour.group(params.buffer, places, tops, colours);
  const energyGroup = energise.group(params.buffer, colours, unary, probabilities, energy);
  const normaliseGroup = normalise.group(colours, energy, probabilities);
  let placed: Size = { width: 0, height: 0 };

  return {
    run(pass, picture, size, options) {
      const { iterations, radius, appearance, contrast, smoothness } = settingsOf(options);
      params.u[0] = radius;
      params.f.set([appearance, 1 / (2 * contrast * contrast), smoothness], 1);
      params.flush();
      place(size);
      prepare.dispatch(pass, prepareGroup, pixels);
      pass.setBindGroup(1, picture);
      colour.dispatch(pass, colourGroup, width, height);
      for (let step = 0; step < iterations; step += 1) {
        energise.dispatch(pass, energyGroup, width, height, classes);
        normalise.dispatch(pass, normaliseGroup, pixels);
      }
    },
    destroy: () => buffers.destroy(),
  };

  function place(size: Size): void {
    if (placed.width === size.width && placed.height === size.height) return;
    placed = { width: size.width, height: size.height };
    const columns = samplesOf(width, placement.x, placement.width, size.width);
    const rows = samplesOf(height, placement.y, placement.height, size.height);
    device.queue.writeBuffer(places, 0, columns);
    device.queue.writeBuffer(places, columns.byteLength, rows);
  }
}
