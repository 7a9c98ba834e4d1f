import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AnalysisClient } from '../../../src/video/analysis-client.ts';
import type { OpenedVideo, ShownFrame } from '../../../src/protocol/video.ts';
import { frameAt } from '../../../src/core/analysis/frame-index.ts';
import { framesFrom } from '../../../workers/video/frames.ts';
import { openVideoFile } from '../../../workers/video/video-file.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { needs } from '../needs.ts';
import { clip, numberIn } from './clips.ts';

interface Bench {
  readonly client: AnalysisClient;
  readonly video: OpenedVideo;
  readonly canvas: HTMLCanvasElement;
  readonly shown: ShownFrame[];
  /** The number in the picture on the canvas; what a worker draws may take a moment to arrive. */
  number(wanted: number): Promise<number>;
  /** Analyses everything, keeping it under a key. */
  analyse(key: string): Promise<void>;
}

async function bench(name: string): Promise<Bench> {
  const client = new AnalysisClient();
  onTestFinished(() => client.close());
  const video = await client.openVideo(await clip(name));
  const { model } = await client.openModel({ model: 'tiny', backend: 'wasm' }, () => undefined);
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  onTestFinished(() => canvas.remove());
  const shown: ShownFrame[] = [];
  await client.listen({ shown: (frame) => void shown.push(frame), unkept: () => undefined });
  await client.setView({ overlay: 'none', opacity: 0 });
  await client.attach(canvas.transferControlToOffscreen());
  expect(model.id).toBe('tiny');
  return {
    client,
    video,
    canvas,
    shown,
    async number(wanted) {
      const context = new OffscreenCanvas(320, 180).getContext('2d', { willReadFrequently: true });
      for (let tries = 0; ; tries += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        context?.drawImage(canvas, 0, 0, 320, 180);
        const seen = numberIn(context?.getImageData(0, 0, 320, 180).data ?? new Uint8ClampedArray());
        if (seen === wanted || tries > 60) return seen;
      }
    },
    async analyse(key) {
      await client.openStore(key);
      const frames = Uint32Array.from({ length: video.info.frameCount }, (_, index) => index);
      await client.begin({ frames, labels: false });
      while (!(await client.take()).done);
    },
  };
}

describe('the player', () => {
  it('shows the frame asked for at 100 of 100 random times', async () => {
    const { client, video, shown, number } = await bench('variable.mp4');
    await client.setView({ overlay: 'none', opacity: 0 });
    const next = randomly(7);
    const wrong: string[] = [];
    for (let round = 0; round < 100; round += 1) {
      const index = frameAt(video.timestamps, next() * video.info.duration);
      await client.show(index);
      const seen = await number(index);
      // told by a channel of its own, which may be behind the picture
      const told = await vi.waitUntil(() => shown.at(-1)?.index === index).catch(() => false);
      if (seen !== index || !told) wrong.push(`${index}: ${seen}`);
    }
    expect(wrong).toEqual([]);
  });

  it('steps both ways, plays a range in order and at its pace, and loops it', async () => {
    const { client, video, shown, number } = await bench('constant.mp4');
    for (const index of [30, 31, 30, 29, 59, 0]) {
      await client.show(index);
      expect(await number(index)).toBe(index);
    }
    // told by a channel of its own, which may be behind the reply
    await client.show(1e6);
    await expect.poll(() => shown.at(-1)).toMatchObject({ index: 59, lost: false });
    expect(await number(59)).toBe(59);
    await client.show(-5);
    await expect.poll(() => shown.at(-1)).toMatchObject({ index: 0, lost: false });
    shown.length = 0;
    const start = performance.now();
    await client.play({ from: 10, first: 10, last: 20, rate: 1, loop: false });
    const took = performance.now() - start;
    await expect.poll(() => shown.at(-1)?.index).toBe(20);
    const indices = shown.map(({ index }) => index);
    expect(indices).toEqual(indices.toSorted((a, b) => a - b));
    expect(took).toBeGreaterThan((video.timestamps[20]! - video.timestamps[10]!) * 1000 - 50);
    shown.length = 0;
    const looping = client.play({ from: 5, first: 4, last: 6, rate: 4, loop: true });
    await expect.poll(() => shown.filter(({ index }) => index === 6).length).toBeGreaterThanOrEqual(3);
    await client.pause();
    await looping;
    expect(Math.min(...shown.map(({ index }) => index))).toBe(4);
    expect(Math.max(...shown.map(({ index }) => index))).toBe(6);
  });

  it('tells class, share, region and confidence of a pixel, and makes thumbnails', async () => {
    const { client, analyse } = await bench('constant.mp4');
    await analyse('');
    await client.show(12);
    const probe = await client.probe(0.5, 0.2, 0);
    expect(probe?.name).toMatch(/\w/);
    expect(probe?.share).toBeGreaterThan(0);
    expect(probe?.region).toBeGreaterThan(0);
    expect(probe?.region).toBeLessThanOrEqual(Math.round(probe!.share * 320 * 180));
    expect(probe?.confidence).toBeGreaterThan(0.25);
    const picture = await client.thumbnail(40, 45);
    expect([picture?.width, picture?.height]).toEqual([80, 45]);
  });
});

describe('what is kept', await needs('privateFiles'), () => {
  it('is there again for the next worker, and what was cut off is analysed again', async () => {
    const key = `test-${crypto.randomUUID()}`;
    const first = await bench('constant.mov');
    await first.analyse(key);
    const whole = await first.client.openStore(key);
    first.client.close();
    expect(whole.frames.map(({ index }) => index)).toEqual(Array.from({ length: 17 }, (_, index) => index));
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('perpixel-analyses');
    // the worker that held the file is gone a moment later
    await expect.poll(() => cut(folder, key)).toBe(true);
    const second = await bench('constant.mov');
    const kept = await second.client.openStore(key);
    expect(kept.frames.map(({ index }) => index)).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(kept.frames[3]?.figures).toEqual(whole.frames[3]?.figures);
    await second.client.removeStore(key);
  });

  it('waits for the worker before that is on its way out, as after a reload', async () => {
    const key = `test-${crypto.randomUUID()}`;
    const [first, second] = [await bench('constant.mov'), await bench('constant.mov')];
    await first.analyse(key);
    const opening = second.client.openStore(key);
    await second.client.thumbnail(0, 45);
    first.client.close();
    expect((await opening).frames).toHaveLength(17);
    await second.client.removeStore(key);
  });
});

async function cut(folder: FileSystemDirectoryHandle, key: string): Promise<boolean> {
  try {
    const handle = await folder.getFileHandle(key);
    const stream = await handle.createWritable({ keepExistingData: true });
    await stream.truncate((await handle.getFile()).size - 5);
    await stream.close();
    return true;
  } catch {
    return false;
  }
}

describe('exports', async () => {
  it('write label maps that decode to the exact labels, with what made them', await needs('resizedVideo'), async () => {
    const { client, analyse } = await bench('resized.webm');
    await analyse('');
    const told: number[] = [];
    const options = { kind: 'label-maps', file: null, name: 'street', opacity: 0.5, about: { model: 'tiny' } } as const;
    const blob = await client.exportFile(options, (done) => void told.push(done));
    const files = unzipSync(new Uint8Array(await blob!.arrayBuffer()));
    expect(Object.keys(files)).toHaveLength(25);
    expect(JSON.parse(new TextDecoder().decode(files['street/about.json']))).toMatchObject({ model: 'tiny' });
    await expect.poll(() => told.at(-1)).toBe(24);
    const { analyzeFrames } = await import('../../../src/perpixel.ts');
    for await (const { index, labelMap, width } of analyzeFrames(await clip('resized.webm'), {
      model: 'tiny',
      backend: 'wasm',
    })) {
      const png = decode(files[`street/${String(index).padStart(6, '0')}.png`]!);
      expect(png.width).toBe(width);
      expect(png.palette).toHaveLength(4);
      expect(png.data).toEqual(labelMap);
    }
  });

  it('write COCO panoptic: every pixel in one segment, areas that add up', async () => {
    const { client, analyse } = await bench('constant.mov');
    await analyse('');
    const blob = await client.exportFile(
      { kind: 'panoptic', file: null, name: 'a', opacity: 0.5, about: {} },
      () => undefined,
    );
    const files = unzipSync(new Uint8Array(await blob!.arrayBuffer()));
    const coco = JSON.parse(new TextDecoder().decode(files['a/panoptic.json'])) as {
      images: unknown[];
      categories: unknown[];
      annotations: { file_name: string; segments_info: { id: number; area: number }[] }[];
    };
    expect([coco.images.length, coco.annotations.length, coco.categories.length]).toEqual([17, 17, 4]);
    const { file_name, segments_info } = coco.annotations[5]!;
    const { data } = decode(files[`a/panoptic/${file_name}`]!);
    const counts = new Map<number, number>();
    for (let i = 0; i < data.length; i += 3) {
      const id = data[i]! + 256 * data[i + 1]! + 65536 * data[i + 2]!;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect(new Map(segments_info.map(({ id, area }) => [id, area]))).toEqual(counts);
  });

  it.each(['mp4', 'webm'] as const)('write an annotated %s with a frame for every frame, at its time', async (kind) => {
    const { client, analyse, video } = await bench('variable.mp4');
    await analyse('');
    const blob = await client.exportFile({ kind, file: null, name: 'a', opacity: 0.5, about: {} }, () => undefined);
    const written = await openVideoFile(blob!);
    expect(written.info).toMatchObject({ width: 320, height: 180, frameCount: 60 });
    let count = 0;
    for await (const { index, frame } of framesFrom(written, 0)) {
      expect(Math.abs(written.timestamps[index]! - video.timestamps[index]!)).toBeLessThan(2e-3);
      if (frame) count += 1;
      frame?.close();
    }
    expect(count).toBe(60);
    written.close();
  });

  it('can be cancelled, and need something analysed', async () => {
    const { client, analyse } = await bench('constant.mp4');
    const options = { kind: 'label-maps', file: null, name: 'a', opacity: 0.5, about: {} } as const;
    await expect(client.exportFile(options, () => undefined)).rejects.toMatchObject({ code: 'option-invalid' });
    await analyse('');
    const asked: Promise<null>[] = [];
    const work = client.exportFile(options, () => void asked.push(client.cancelExport()));
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    await Promise.all(asked);
  });
});
