import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_VIEW, type View } from '../../../src/core/view/view.ts';
import { PipelineClient } from '../../../src/live/pipeline-client.ts';
import type { ModelManifest } from '../../../src/perpixel.ts';
import { linearNetwork, nearest } from '../models/networks.ts';
import { manifestFor, picture, type Rgb } from '../models/own-model.ts';
import { needs } from '../needs.ts';

/** More than a byte tells apart; all but three of them are far from any colour. */
const COUNT = 300;
const [RED, GREEN, BLUE] = [299, 255, 256];
const colourOf = (id: number): string => `#${(0x102030 + id * 977).toString(16).padStart(6, '0')}`;

let onnx: Uint8Array<ArrayBuffer>;
beforeAll(() => {
  const colours = new Map<number, Rgb>([
    [RED, [4, 0, 0]],
    [GREEN, [0, 4, 0]],
    [BLUE, [0, 0, 4]],
  ]);
  const { weights, bias } = nearest(Array.from({ length: COUNT }, (_, id) => colours.get(id) ?? [-9, -9, -9]));
  onnx = linearNetwork('NCHW', 32, 32, [{ name: 'out', weights, bias }]);
});
afterEach(() => document.body.replaceChildren());

async function open(backend: 'webgpu' | 'wasm', view: View): Promise<PipelineClient> {
  const model: ModelManifest = await manifestFor(onnx, {
    input: { name: 'in', width: 32, height: 32, scale: 4 / 255 },
    output: { name: 'out', kind: 'logits' },
    classes: Array.from({ length: COUNT }, (_, id) => ({ id, name: `class ${id}`, colour: colourOf(id) })),
  });
  const refine = { crf: { iterations: 1 }, minRegion: 12, guided: { radius: 2, epsilon: 1e-3 } };
  const client = await PipelineClient.open({ model, backend, live: true, refine });
  onTestFinished(() => client.close());
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  await client.attach(canvas.transferControlToOffscreen(), view);
  return client;
}

/** Red, then blue, with a green speck in each half, too small to stay. */
async function frame(): Promise<VideoFrame> {
  const image = picture(64, 64, (x, y) =>
    y >= 28 && y < 34 && x % 32 >= 12 && x % 32 < 18 ? [0, 255, 0] : x < 32 ? [255, 0, 0] : [0, 0, 255],
  );
  const bitmap = await createImageBitmap(image);
  const made = new VideoFrame(bitmap, { timestamp: 0 });
  bitmap.close();
  return made;
}

async function drawn(client: PipelineClient): Promise<ImageData> {
  const bitmap = await createImageBitmap(await client.snapshot());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function colourAt({ data, width }: ImageData, x: number, y: number): string {
  const [r = 0, g = 0, b = 0] = data.subarray((y * width + x) * 4);
  return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const truth = () => ({
  labels: Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 16 ? 1 : i % 64 < 32 ? 0 : 2)),
  width: 64,
  height: 64,
  classes: [`class ${RED}`, `class ${GREEN}`, `class ${BLUE}`],
});

describe('a model of more than 256 classes', await needs('webGpu'), () => {
  it.each(['webgpu', 'wasm'] as const)('labels, refines, counts, scores and draws a stream on %s', async (backend) => {
    const client = await open(backend, { ...DEFAULT_VIEW, opacity: 1, split: 0.5 });
    const report = await client.present(await frame(), { seconds: 0, captured: null, truth: truth() });
    expect(report.note).toBeNull();
    expect(report.moves.copies === 0).toBe(backend === 'webgpu' && readsInPlace());
    const shares = [RED, GREEN, BLUE].map((id) => report.shares[id]!);
    expect(shares).toEqual([0.5, 0, 0.5]);
    expect(report.shares.length).toBe(COUNT);
    expect([report.centres[RED], report.centres[BLUE], report.centres[GREEN]].map(rounded)).toEqual([25, 75, NaN]);
    expect(report.accuracy?.perClass.map(({ iou }) => iou)).toEqual([0.5, 0, 1]);
    expect(await client.probe(0.75, 0.1)).toMatchObject({ classId: BLUE, name: `class ${BLUE}`, share: 0.5 });
    expect((await client.probe(0.1, 0.1))?.confidence).toBeGreaterThan(0.9);
    const picture = await drawn(client);
    // raw on the left, refined on the right
    const seen = [colourAt(picture, 4, 4), colourAt(picture, 15, 31), colourAt(picture, 47, 31)];
    expect(seen).toEqual([RED, GREEN, BLUE].map(colourOf));
    await client.setView({ ...DEFAULT_VIEW, overlay: 'outline', opacity: 1 });
    const outlined = await drawn(client);
    expect(colourAt(outlined, 4, 4)).toBe('#ff0000');
    // a line of a pixel on each side, with soft edges
    const [left, right] = [colourOf(RED), colourOf(BLUE)];
    expect(distance(colourAt(outlined, 31, 10), mean('#ff0000', left, left, right))).toBeLessThanOrEqual(2);
    expect(distance(colourAt(outlined, 32, 10), mean(left, right, right, '#0000ff'))).toBeLessThanOrEqual(2);
  });
});

const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

const mean = (...colours: string[]): number[] =>
  [0, 1, 2].map((channel) => colours.reduce((sum, colour) => sum + channels(colour)[channel]!, 0) / colours.length);

/** The largest difference of a channel. */
function distance(colour: string, from: number[]): number {
  return Math.max(...channels(colour).map((value, channel) => Math.abs(value - from[channel]!)));
}

/** Firefox copies a frame to a texture once. */
function readsInPlace(): boolean {
  return typeof GPUDevice.prototype.importExternalTexture === 'function';
}

function rounded(share: number | undefined): number {
  return Math.round(100 * (share ?? -1));
}
