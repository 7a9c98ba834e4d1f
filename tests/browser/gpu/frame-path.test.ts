import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PipelineClient } from '../../../src/live/pipeline-client.ts';
import type { ModelManifest } from '../../../src/core/manifest/manifest.ts';
import { DEFAULT_VIEW, type View } from '../../../src/core/view/view.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { FRAME_MOVES } from './moved.ts';

const clients: Partial<Record<'webgpu' | 'wasm', PipelineClient>> = {};
beforeAll(async () => {
  for (const backend of ['webgpu', 'wasm'] as const) {
    clients[backend] = await PipelineClient.open({ model: 'tiny', backend, live: true, refine: { temporal: 0.5 } });
  }
});
afterAll(() => Object.values(clients).forEach((client) => client.close()));
afterEach(() => document.body.replaceChildren());

const LABELS_ONLY: View = { ...DEFAULT_VIEW, opacity: 1 };

/** A worker with a canvas of its own, as after a change of source. */
async function client(view: View, backend: 'webgpu' | 'wasm' = 'webgpu'): Promise<PipelineClient> {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  await clients[backend]!.attach(canvas.transferControlToOffscreen(), view);
  return clients[backend]!;
}

/** Left half red, right half blue. */
async function halves(width = 64, height = 48, timestamp = 0): Promise<VideoFrame> {
  const image = picture(width, height, (x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255]));
  const bitmap = await createImageBitmap(image);
  const frame = new VideoFrame(bitmap, { timestamp });
  bitmap.close();
  return frame;
}

/** The same as a camera would have it: planes of luma and chroma. */
function halvesInPlanes(width = 64, height = 48): VideoFrame {
  const chroma = (width / 2) * (height / 2);
  const data = new Uint8Array(width * height + 2 * chroma);
  const [red, blue] = [
    [81, 90, 240],
    [41, 240, 110],
  ] as const;
  for (let i = 0; i < width * height; i += 1) data[i] = (i % width < width / 2 ? red : blue)[0];
  for (let i = 0; i < chroma; i += 1) {
    const side = i % (width / 2) < width / 4 ? red : blue;
    data[width * height + i] = side[1];
    data[width * height + chroma + i] = side[2];
  }
  return new VideoFrame(data, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0 });
}

const meta = { seconds: 0, captured: null, truth: null };

async function pixels(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function hex(rgba: readonly number[]): string {
  return `#${rgba
    .slice(0, 3)
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

function farthest(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, channel) => Math.abs(value - b[channel]!)));
}

function at({ data, width }: ImageData, x: number, y: number): number[] {
  return Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
}

describe('a frame on the GPU', await needs('webGpu'), async () => {
  const external = await needs('externalTexture');
  it.each([
    ['of a canvas', () => halves()],
    ['of a camera', async () => halvesInPlanes()],
  ] as const)('%s is labelled and drawn without a copy or a read-back', external, async (_, frame) => {
    const gpu = await client(LABELS_ONLY);
    const report = await gpu.present(await frame(), meta);
    expect(report.note).toBeNull();
    expect(report.moves).toEqual({ copies: 0, readbacks: 0 });
    expect(Array.from(report.shares)).toEqual([0, 0.5, 0, 0.5]);
    expect(Array.from(report.centres)).toEqual([NaN, 0.25, NaN, 0.75]);
    expect(report.sharesOf).toBe(report.id);
    const drawn = await pixels(await gpu.snapshot());
    expect([drawn.width, drawn.height]).toEqual([64, 48]);
    const colours = gpu.info.model.classes.map(({ colour }) => colour);
    expect([hex(at(drawn, 5, 20)), hex(at(drawn, 60, 20))]).toEqual([colours[1], colours[3]]);
    expect(await gpu.probe(0.1, 0.5)).toMatchObject({ classId: 1, name: 'red', share: 0.5 });
    expect((await gpu.probe(0.9, 0.5))?.confidence).toBeGreaterThan(0.9);
  });

  it.each(['none', 'labels', 'outline', 'blur', 'replace', 'cutout', 'confidence', 'entropy'] as const)(
    'looks with the overlay “%s” as it does when the CPU draws it',
    async (overlay) => {
      const view: View = { ...DEFAULT_VIEW, overlay, opacity: 0.6 };
      const [gpu, cpu] = await Promise.all([client(view), client(view, 'wasm')]);
      // another background is painted and uploaded with the first one
      if (overlay === 'replace') await gpu.present(await halves(), meta);
      expect((await gpu.present(await halves(), meta)).moves).toEqual(FRAME_MOVES);
      await cpu.present(await halves(), meta);
      const a = await pixels(await gpu.snapshot());
      const b = await pixels(await cpu.snapshot());
      expect([a.width, a.height]).toEqual([b.width, b.height]);
      for (const [x, y] of [
        [5, 20],
        [60, 20],
      ] as const) {
        expect(farthest(at(a, x, y), at(b, x, y)), `${at(a, x, y).join()} ${at(b, x, y).join()}`).toBeLessThan(8);
      }
      let far = 0;
      for (let i = 0; i < a.data.length; i += 1) if (Math.abs(a.data[i]! - b.data[i]!) > 24) far += 1;
      // 2D canvas and shader sample edges and round blurs a little differently
      expect(far / a.data.length).toBeLessThan(0.06);
    },
  );

  it('mirrors the picture and its labels, and draws the last frame again with another view', async () => {
    const gpu = await client({ ...LABELS_ONLY, mirrored: true });
    await gpu.present(await halves(), meta);
    const mirrored = await pixels(await gpu.snapshot());
    await gpu.setView(LABELS_ONLY);
    const plain = await pixels(await gpu.snapshot());
    expect(at(mirrored, 5, 20)).toEqual(at(plain, 58, 20));
    expect(at(mirrored, 5, 20)).not.toEqual(at(plain, 5, 20));
  });

  it('is split where the view says so: the argmax alone on the left, what refinement made of it on the right', async () => {
    const gpu = await client({ ...LABELS_ONLY, split: 0.5 });
    await gpu.setRefine({ minRegion: 40 });
    // a green speck in each half, too small to stay
    const specks = picture(64, 64, (x, y) =>
      y >= 28 && y < 36 && x % 32 >= 12 && x % 32 < 20 ? [0, 255, 0] : [255, 0, 0],
    );
    const bitmap = await createImageBitmap(specks);
    await gpu.present(new VideoFrame(bitmap, { timestamp: 0 }), meta);
    const drawn = await pixels(await gpu.snapshot());
    await gpu.setRefine({ temporal: 0.5 });
    const [, red, green] = gpu.info.model.classes.map(({ colour }) => colour);
    expect([hex(at(drawn, 16, 32)), hex(at(drawn, 48, 32)), hex(at(drawn, 5, 5))]).toEqual([green, red, red]);
  });

  it('shows raw labels beside the refined ones of a frame that stands still, as soon as the view is split', async () => {
    const gpu = await client(LABELS_ONLY);
    await gpu.setRefine({ minRegion: 40 });
    const speck = picture(64, 64, (x, y) => (x >= 12 && x < 20 && y >= 28 && y < 36 ? [0, 255, 0] : [255, 0, 0]));
    await gpu.present(new VideoFrame(await createImageBitmap(speck), { timestamp: 0 }), meta);
    const whole = await pixels(await gpu.snapshot());
    await gpu.setView({ ...LABELS_ONLY, split: 0.5 });
    const split = await pixels(await gpu.snapshot());
    await gpu.setView(LABELS_ONLY);
    const again = await pixels(await gpu.snapshot());
    const [, red, green] = gpu.info.model.classes.map(({ colour }) => colour);
    expect([whole, split, again].map((each) => hex(at(each, 16, 32)))).toEqual([red, green, red]);
  });

  it('is hatched where the model is less sure than the visitor wants', async () => {
    const gpu = await client({ ...DEFAULT_VIEW, overlay: 'none', doubt: 0 });
    await gpu.present(await halves(), meta);
    const plain = await pixels(await gpu.snapshot());
    await gpu.setView({ ...DEFAULT_VIEW, overlay: 'none', doubt: 0.9 });
    const sure = await pixels(await gpu.snapshot());
    await gpu.setView({ ...DEFAULT_VIEW, overlay: 'none', doubt: 0.99 });
    const unsure = await pixels(await gpu.snapshot());
    expect(sure.data).toEqual(plain.data);
    const changed = unsure.data.filter((value, i) => value !== plain.data[i]).length / plain.data.length;
    expect(changed).toBeGreaterThan(0.1);
    expect(changed).toBeLessThan(0.9);
  });

  it.each(['none', 'cutout'] as const)('is hatched as on the CPU with the overlay “%s”', async (overlay) => {
    const view: View = { ...DEFAULT_VIEW, overlay, doubt: 0.99 };
    const drawn: ImageData[] = [];
    for (const [backend, doubt] of [
      ['webgpu', 0.99],
      ['wasm', 0.99],
      ['webgpu', 0],
    ] as const) {
      const each = await client({ ...view, doubt }, backend);
      await each.present(await halves(), meta);
      drawn.push(await pixels(await each.snapshot()));
    }
    const [gpu, cpu, plain] = drawn as [ImageData, ImageData, ImageData];
    const apart = (a: ImageData, b: ImageData): number =>
      a.data.filter((value, i) => Math.abs(value - b.data[i]!) > 24).length / a.data.length;
    expect(apart(gpu, plain)).toBeGreaterThan(0.1);
    // a stripe that lay one pixel beside would be more
    expect(apart(gpu, cpu)).toBeLessThan(0.02);
  });

  it('is hatched as on the CPU where each class is wrong below another confidence', async () => {
    const at = new URL('/lib/models/tiny.json', location.href);
    const manifest = (await (await fetch(at)).json()) as ModelManifest;
    const classes = manifest.classes.map((each) => ({ ...each, doubt: each.name === 'red' ? 1 : 0 }));
    const model = { ...manifest, classes, file: new URL(manifest.file, at).href };
    const changed: number[][] = [];
    for (const backend of ['webgpu', 'wasm'] as const) {
      const own = await PipelineClient.open({ model, backend, live: true, refine: false });
      const canvas = document.createElement('canvas');
      await own.attach(canvas.transferControlToOffscreen(), { ...DEFAULT_VIEW, overlay: 'none', revision: 1 });
      await own.present(await halves(), meta);
      const plain = await pixels(await own.snapshot());
      await own.setView({ ...DEFAULT_VIEW, overlay: 'none', doubt: 0.5, revision: 2 });
      const { data, width } = await pixels(await own.snapshot());
      own.close();
      const share = (left: boolean): number =>
        data.filter((value, i) => (i / 4) % width < width / 2 === left && value !== plain.data[i]).length / data.length;
      changed.push([share(true), share(false)]);
    }
    const [gpu, cpu] = changed as [number[], number[]];
    // of red, light stripes change green and blue, and dark ones red; either is a fifth of the half
    expect(gpu[0]).toBeCloseTo((2 * 0.2 + 0.2) / 4 / 2, 2);
    expect(cpu[0]).toBeCloseTo(gpu[0]!, 3);
    expect([gpu[1], cpu[1]]).toEqual([0, 0]);
  });

  it('of another size and shape is taken as it comes', async () => {
    const gpu = await client(LABELS_ONLY);
    for (const [width, height] of [
      [64, 48],
      [31, 77],
      [1, 1],
      [640, 360],
    ] as const) {
      const report = await gpu.present(await halves(width, height), meta);
      expect([report.width, report.height]).toEqual([width, height]);
      const drawn = await pixels(await gpu.snapshot());
      expect([drawn.width, drawn.height]).toEqual([width, height]);
    }
  });

  it('tells how many things lie apart in it, now and then', external, async () => {
    const gpu = await client(LABELS_ONLY);
    const image = picture(64, 48, (x, y) => (y > 8 && x % 32 > 8 ? [255, 0, 0] : [0, 0, 0]));
    const bitmap = await createImageBitmap(image);
    let crowd: number | null = null;
    while (crowd === null) {
      const report = await gpu.present(new VideoFrame(bitmap, { timestamp: 0 }), meta);
      expect(report.moves).toEqual({ copies: 0, readbacks: 0 });
      ({ crowd } = report);
    }
    expect(crowd).toBe(2);
  });

  it('is scored against the truth it comes with, as the CPU scores it', async () => {
    const gpu = await client(LABELS_ONLY);
    const labels = Uint8Array.from({ length: 64 * 48 }, (_, i) => (i % 64 < 16 ? 2 : i % 64 < 32 ? 1 : 3));
    const truth = { labels, width: 64, height: 48, classes: ['background', 'red', 'green', 'blue'] };
    const report = await gpu.present(await halves(), { ...meta, truth });
    // red: half hit; green: none; blue: all
    expect(report.accuracy?.perClass.map(({ iou }) => iou)).toEqual([null, 0.5, 0, 1]);
  });
});
