import { afterAll, describe, expect, it } from 'vitest';
import { PipelineClient } from '../../../src/live/pipeline-client.ts';
import { DEFAULT_VIEW, type Drawing, type View } from '../../../src/core/view/view.ts';
import { createGpuNumbers } from '../../../workers/compositor/gpu/gpu-numbers.ts';
import { drawNumbers } from '../../../workers/compositor/numbers/draw-numbers.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { useBench } from './device.ts';

const opened: PipelineClient[] = [];
afterAll(() => {
  opened.forEach((client) => client.close());
  document.body.replaceChildren();
});

/** A red thing on the left, a larger blue one on the right, and the background's grey around them; a third one below, where it is wanted. */
async function frame(timestamp: number, third = false): Promise<VideoFrame> {
  const image = picture(64, 48, (x, y) => {
    if (third && y >= 43 && x < 10) return [255, 0, 0];
    return y < 8 || y >= 40 ? [110, 110, 110] : x < 22 ? [255, 0, 0] : x >= 30 ? [0, 0, 255] : [110, 110, 110];
  });
  const bitmap = await createImageBitmap(image);
  try {
    return new VideoFrame(bitmap, { timestamp });
  } finally {
    bitmap.close();
  }
}

/** How opaque each thing is in what is drawn: red, blue; how surely the model tells the background is its own affair. */
async function opacities(client: PipelineClient): Promise<number[]> {
  const bitmap = await createImageBitmap(await client.snapshot());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return [
    [8, 24],
    [48, 24],
  ].map(([x = 0, y = 0]) => context.getImageData(x, y, 1, 1).data[3]!);
}

// many shaders are compiled, on a CPU
const patient = { ...(await needs('webGpu')), timeout: 180_000 };

describe('who is hidden, where frames stay on the GPU', patient, () => {
  it('is drawn by nobody: the CPU takes such a frame over, on the same canvas and as soon as it is wanted', async () => {
    const client = await PipelineClient.open({ model: 'tiny', backend: 'webgpu', live: true, refine: false });
    opened.push(client);
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const view: View = { ...DEFAULT_VIEW, overlay: 'cutout' };
    const kept: Drawing['kept'][] = [];
    await client.attach(canvas.transferControlToOffscreen(), view, (drawing) => kept.push(drawing.kept));
    const present = async (seconds: number) =>
      client.present(await frame(seconds * 1e6), { seconds, captured: null, truth: null });
    expect((await present(0)).note ?? '').not.toContain('told apart');
    expect(await opacities(client)).toEqual([255, 255]);
    // of the frame that is there already
    await client.setView({ ...view, keep: 'nearest' });
    // known before the next frame: who chooses another one besides keeps this one
    await expect.poll(() => kept.at(-1)).toHaveLength(1);
    expect(await opacities(client)).toEqual([0, 255]);
    const report = await present(0.04);
    expect(report.note).toContain('drawn on the CPU, since things are told apart');
    expect(kept.at(-1)).toHaveLength(1);
    const [smaller] = (report.found?.instances ?? []).toSorted((a, b) => a.area - b.area);
    await client.setView({ ...view, keep: [smaller!.track] });
    expect(await opacities(client)).toEqual([255, 0]);
    await client.setView({ ...view, keep: [99] });
    expect(await opacities(client)).toEqual([0, 0]);
    await client.setView(view);
    expect(await opacities(client)).toEqual([255, 255]);
  });

  it('keeps its number, and gives it to nobody else, whichever way follows things', async () => {
    const client = await PipelineClient.open({ model: 'tiny', backend: 'webgpu', live: true, refine: false });
    opened.push(client);
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const hiding: View = { ...DEFAULT_VIEW, overlay: 'cutout', keep: 'nearest' };
    await client.attach(canvas.transferControlToOffscreen(), hiding);
    let seconds = 0;
    const tracks = async (view: View, third = false): Promise<number[]> => {
      await client.setView(view);
      // on the GPU things are read back some times a second
      for (;;) {
        seconds += 0.04;
        const made = await frame(seconds * 1e6, third);
        const report = await client.present(made, { seconds, captured: null, truth: null });
        expect(report.note ?? '').toMatch(view === hiding ? /drawn on the CPU/ : /^$/);
        const instances = report.found?.instances ?? [];
        if (instances.length > 0) return instances.toSorted((a, b) => b.area - a.area).map(({ track }) => track);
      }
    };
    const apart: View = { ...DEFAULT_VIEW, labelling: 'panoptic' };
    expect(await tracks(hiding)).toEqual([1, 2]);
    // a way that has followed nothing yet, and one that has
    expect(await tracks(apart)).toEqual([1, 2]);
    expect(await tracks(hiding, true)).toEqual([1, 2, 3]);
    expect(await tracks(hiding)).toEqual([1, 2]);
    expect(await tracks(apart)).toEqual([1, 2]);
    await client.forget();
    expect(await tracks(apart)).toEqual([4, 5]);
  });
});

describe('the numbers of things on the GPU', await needs('webGpu'), () => {
  const bench = useBench();

  it('look as those on a canvas', async () => {
    const { device } = bench();
    const size = { width: 160, height: 64 };
    const placed = [
      { text: '12', x: 40, y: 30, size: 40 },
      { text: '7', x: 120, y: 34, size: 24 },
    ];
    const texture = device.createTexture({ size, format: 'rgba8unorm', usage: 0x10 | 0x01 });
    const sampler = device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    const numbers = await createGpuNumbers(device, 'rgba8unorm', sampler);
    const out = device.createBuffer({ size: 1024 * size.height, usage: 0x08 | 0x01 });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view: texture.createView(), loadOp: 'clear', storeOp: 'store' }],
    });
    numbers.draw(pass, placed, size);
    pass.end();
    encoder.copyTextureToBuffer({ texture }, { buffer: out, bytesPerRow: 1024 }, size);
    device.queue.submit([encoder.finish()]);
    await out.mapAsync(1);
    const drawn = new Uint8Array(out.getMappedRange().slice(0));
    const context = new OffscreenCanvas(size.width, size.height).getContext('2d')!;
    drawNumbers(context, placed);
    const { data } = context.getImageData(0, 0, size.width, size.height);
    let [apart, inked] = [0, 0];
    for (let y = 0; y < size.height; y += 1) {
      for (let x = 0; x < size.width; x += 1) {
        const [gpu, cpu] = [drawn[y * 1024 + x * 4 + 3]!, data[(y * size.width + x) * 4 + 3]!];
        if (cpu > 128) inked += 1;
        if (Math.abs(gpu - cpu) > 100) apart += 1;
      }
    }
    expect(inked).toBeGreaterThan(400);
    // another font's digits, or places, would be apart by half of them
    expect(apart / inked).toBeLessThan(0.2);
    numbers.destroy();
    texture.destroy();
    out.destroy();
  });
});
