import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { shaderError } from '../../gpu/kernel.ts';
import { ADVANCE, CELL, paintDigits, ROOM } from '../numbers/digits.ts';
import type { PlacedNumber } from '../numbers/placing.ts';
import code from './numbers.wgsl?raw';

/** Draws the numbers of things over a canvas, behind what was drawn in the same pass: twin of draw-numbers.ts. */
export interface GpuNumbers {
  draw(pass: GPURenderPassEncoder, numbers: readonly PlacedNumber[], canvas: Size): void;
  destroy(): void;
}

/** Of one frame: what is beyond has none. */
const MOST_DIGITS = 256;
/** Place, size and digit. */
const WORDS = 4;

export async function createGpuNumbers(
  device: GPUDevice,
  format: GPUTextureFormat,
  sampler: GPUSampler,
): Promise<GpuNumbers> {
  const buffers = createBuffers(device);
  const glyphs = buffers.storage('Numbers.glyphs', MOST_DIGITS * WORDS);
  const params = buffers.uniform('Numbers.canvas', 4);
  const words = new Float32Array(MOST_DIGITS * WORDS);
  const atlas = uploadDigits(device);
  const module = device.createShaderModule({ label: 'Numbers', code });
  const pipeline = await device
    .createRenderPipelineAsync({
      label: 'Numbers',
      layout: 'auto',
      vertex: { module, entryPoint: 'corner', constants: { aspect: CELL.width / CELL.height } },
      fragment: { module, entryPoint: 'draw', targets: [{ format, blend: { color: OVER, alpha: OVER } }] },
    })
    .catch((cause: unknown) => shaderError(module, 'Numbers', cause));
  const group = device.createBindGroup({
    label: 'Numbers',
    layout: pipeline.getBindGroupLayout(0),
    entries: [
      { binding: 0, resource: { buffer: glyphs } },
      { binding: 1, resource: { buffer: params.buffer } },
      { binding: 2, resource: sampler },
      { binding: 3, resource: atlas.createView() },
    ],
  });

  return {
    draw(pass, numbers, canvas) {
      const count = spell(numbers, words);
      if (count === 0) return;
      device.queue.writeBuffer(glyphs, 0, words, 0, count * WORDS);
      params.f.set([canvas.width, canvas.height, 0, 0]);
      params.flush();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.draw(6, count);
    },
    destroy() {
      buffers.destroy();
      atlas.destroy();
    },
  };
}

/** The colour is premultiplied. */
const OVER: GPUBlendComponent = { srcFactor: 'one', dstFactor: 'one-minus-src-alpha' };

/** Writes a glyph for each digit. @returns how many */
function spell(numbers: readonly PlacedNumber[], out: Float32Array): number {
  let count = 0;
  for (const { text, x, y, size } of numbers) {
    for (let at = 0; at < text.length && count < MOST_DIGITS; at += 1, count += 1) {
      const middle = x + (at - (text.length - 1) / 2) * ADVANCE * size;
      out.set([middle, y, ROOM * size, Number(text[at])], count * WORDS);
    }
  }
  return count;
}

function uploadDigits(device: GPUDevice): GPUTexture {
  const source = paintDigits();
  const size = { width: source.width, height: source.height };
  const texture = device.createTexture({
    label: 'Numbers.digits',
    size,
    format: 'rgba8unorm',
    usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT,
  });
  device.queue.copyExternalImageToTexture({ source }, { texture, premultipliedAlpha: true }, size);
  return texture;
}
