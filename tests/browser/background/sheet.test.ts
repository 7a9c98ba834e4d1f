import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COVER, type Background } from '../../../src/core/background/background.ts';
import { DEFAULT_VIEW, type View } from '../../../src/core/view/view.ts';
import { PipelineClient } from '../../../src/live/pipeline-client.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { sureModel } from '../track/sure-model.ts';

type Backend = 'webgpu' | 'wasm';
const clients: Partial<Record<Backend, PipelineClient>> = {};
beforeAll(async () => {
  const model = await sureModel();
  for (const backend of ['webgpu', 'wasm'] as const) {
    clients[backend] = await PipelineClient.open({ model, backend, live: true, refine: false });
  }
});
afterAll(() => Object.values(clients).forEach((client) => client.close()));
afterEach(() => document.body.replaceChildren());

const SIZE = { width: 64, height: 48 };
const meta = { seconds: 0, captured: null, truth: null };

/** A red person in the middle of a green room. */
async function room({ width, height } = SIZE): Promise<VideoFrame> {
  const bitmap = await createImageBitmap(
    picture(width, height, (x) => (Math.abs(x - width / 2) < width / 8 ? [255, 0, 0] : [0, 200, 0])),
  );
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  bitmap.close();
  return frame;
}

async function attach(backend: Backend, view: Partial<View>): Promise<PipelineClient> {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const client = clients[backend]!;
  await client.attach(canvas.transferControlToOffscreen(), { ...DEFAULT_VIEW, overlay: 'replace', ...view });
  return client;
}

async function shown(client: PipelineClient): Promise<ImageData> {
  const bitmap = await createImageBitmap(await client.snapshot());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function at({ data, width, height }: ImageData, x: number, y: number): number[] {
  const pixel = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  return Array.from(data.subarray(pixel, pixel + 3));
}

const rgb = (colour: string): number[] => [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));

/** A picture of the visitor's: three stripes across, red, white and blue, much wider than high. */
const flag = (): Promise<ImageBitmap> =>
  createImageBitmap(picture(300, 30, (x) => (x < 100 ? [200, 20, 20] : x < 200 ? [240, 240, 240] : [20, 20, 200])));

describe.each(['wasm', 'webgpu'] as const)('what is put behind, drawn by %s', async (backend) => {
  const needed = backend === 'webgpu' ? await needs('webGpu') : {};

  it('is a colour, exactly, and nothing of the room', needed, async () => {
    const client = await attach(backend, { background: { kind: 'colour', colour: '#3060c0' } });
    await client.present(await room(), meta);
    const drawn = await shown(client);
    for (const [x, y] of [
      [0.05, 0.1],
      [0.95, 0.9],
    ] as const)
      expect(at(drawn, x, y)).toEqual(rgb('#3060c0'));
    expect(at(drawn, 0.5, 0.5)).toEqual([255, 0, 0]);
  });

  it('is a file, cut to the picture’s shape whichever that is; a plain colour until it is there', needed, async () => {
    const client = await attach(backend, { background: { kind: 'file', id: 7 } });
    await client.present(await room(), meta);
    expect(at(await shown(client), 0.05, 0.5)).toEqual(rgb(COVER));
    // another file is not the one that is wanted
    await client.setBackground(6, await flag(), 0);
    expect(at(await shown(client), 0.05, 0.5)).toEqual(rgb(COVER));
    await client.setBackground(7, await flag(), 0);
    for (const size of [SIZE, { width: 48, height: 64 }, SIZE]) {
      await client.present(await room(size), meta);
      const drawn = await shown(client);
      expect([drawn.width, drawn.height]).toEqual([size.width, size.height]);
      // 300 × 30 over 4:3 or 3:4: of its stripes only the middle one is left
      expect(at(drawn, 0.05, 0.1)).toEqual([240, 240, 240]);
      expect(at(drawn, 0.95, 0.9)).toEqual([240, 240, 240]);
    }
  });

  it('stands upright where a file says that it lies on its side', needed, async () => {
    const client = await attach(backend, { background: { kind: 'file', id: 8 } });
    await client.setBackground(
      8,
      await createImageBitmap(picture(48, 64, (_, y) => (y < 32 ? [250, 0, 0] : [0, 0, 250]))),
      90,
    );
    await client.present(await room(), meta);
    const drawn = await shown(client);
    expect([at(drawn, 0.05, 0.5), at(drawn, 0.95, 0.5)]).toEqual([
      [0, 0, 250],
      [250, 0, 0],
    ]);
  });

  it('is painted once for each size, and for a video’s newer picture, and not for each frame', needed, async () => {
    const client = await attach(backend, { background: { kind: 'colour', colour: '#3060c0' } });
    const costs = async (): Promise<number> => (await client.present(await room(), meta)).moves.copies;
    await costs();
    const each = await costs();
    await client.setView({ ...DEFAULT_VIEW, overlay: 'replace', background: { kind: 'file', id: 9 } });
    for (let turn = 0; turn < 2; turn += 1) {
      await client.setBackground(9, await flag(), 0);
      expect(await costs()).toBeGreaterThan(each);
      expect(await costs()).toBe(each);
    }
    const report = await client.present(await room(), meta);
    if (backend === 'webgpu') expect(report.moves.readbacks).toBe(0);
  });
});

describe('the GPU', await needs('webGpu'), () => {
  const backgrounds: readonly (readonly [string, Background, Partial<View>])[] = [
    ['a scene', { kind: 'scene', scene: 'hills' }, {}],
    ['a scene in a mirror', { kind: 'scene', scene: 'window' }, { mirrored: true }],
    ['a file', { kind: 'file', id: 11 }, {}],
    ['a colour whose light falls on edges', { kind: 'colour', colour: '#f0f4ff' }, { lightWrap: 1 }],
    [
      'a scene whose light falls on edges, in a mirror,',
      { kind: 'scene', scene: 'window' },
      { lightWrap: 0.7, mirrored: true },
    ],
  ];
  it.each(backgrounds)('puts %s behind as the CPU does, but for rounding', async (_, background, view) => {
    const drawn = await Promise.all(
      (['webgpu', 'wasm'] as const).map(async (backend) => {
        const client = await attach(backend, { background, ...view });
        await client.setBackground(11, await flag(), 0);
        await client.present(await room(), meta);
        return shown(client);
      }),
    );
    const largest = { front: 0, behind: 0 };
    drawn[0]!.data.forEach((byte, i) => {
      const side = Math.abs(((i >> 2) % SIZE.width) - 31.5) > 8 ? 'behind' : 'front';
      largest[side] = Math.max(largest[side], Math.abs(byte - drawn[1]!.data[i]!));
    });
    expect(largest.behind).toBeLessThanOrEqual(2);
    // through the matte, whose edge each rounds for itself
    expect(largest.front).toBeLessThanOrEqual(4);
  });

  it.each(['webgpu', 'wasm'] as const)(
    'lets light fall on edges alone, and only where that is wanted (%s)',
    async (backend) => {
      const background = { kind: 'colour', colour: '#ffffff' } as const;
      const client = await attach(backend, { background });
      await client.present(await room(), meta);
      const plain = await shown(client);
      await client.setView({ ...DEFAULT_VIEW, overlay: 'replace', background, lightWrap: 1 });
      const lit = await shown(client);
      const whiter = (x: number): number => at(lit, x, 0.5)[2]! - at(plain, x, 0.5)[2]!;
      // the person is from 0.375 to 0.625
      expect(whiter(0.41)).toBeGreaterThan(30);
      expect(whiter(0.59)).toBeGreaterThan(30);
      expect(whiter(0.41)).toBeGreaterThan(whiter(0.45));
      expect(whiter(0.5)).toBeLessThan(12);
      expect(whiter(0.1)).toBe(0);
      await client.setView({
        ...DEFAULT_VIEW,
        overlay: 'replace',
        background: { kind: 'colour', colour: '#000000' },
        lightWrap: 1,
      });
      expect(at(await shown(client), 0.41, 0.5)[0]).toBeGreaterThan(240);
    },
  );
});
