import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSegmenter, type Frame, type Segmenter } from '../../src/perpixel.ts';
import { picture } from './models/own-model.ts';
import { outcome } from './rubbish.ts';
import { needs } from './needs.ts';

let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm', refine: false });
});
afterAll(() => segmenter.close());

/** Left half red (class 1), right half blue (class 3). */
const halves = (width = 8, height = 8): ImageData =>
  picture(width, height, (x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255]));

function canvasOf(image: ImageData, page = document): HTMLCanvasElement {
  const canvas = page.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

function imageOf(address: string): HTMLImageElement {
  const image = new Image();
  image.src = address;
  return image;
}

const code = (frame: unknown, transfer = false): Promise<string | null> =>
  outcome(() => segmenter.segment(frame as Frame, { transfer }));

/** Size, and the classes in the middle of the left and of the right half. */
async function seen(frame: Frame): Promise<number[]> {
  const { width, height, labelMap } = await segmenter.segment(frame);
  const row = (height >> 1) * width;
  return [width, height, labelMap[row + (width >> 2)] ?? -1, labelMap[row + width - 1 - (width >> 2)] ?? -1];
}

const body = '<rect width="50%" height="100%" fill="#f00"/><rect x="50%" width="50%" height="100%" fill="#00f"/>';
const svg = (attributes: string): string => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`;

/** Browsers differ in what they make of a shape without a size. */
async function shownAt(address: string): Promise<[number, number]> {
  const image = imageOf(address);
  await image.decode();
  return image.naturalWidth > 0 ? [image.naturalWidth, image.naturalHeight] : [300, 150];
}

describe('an SVG', () => {
  it.each([
    ['its own size', 'width="64" height="48"'],
    ['a size for its shape', 'viewBox="0 0 20 40"'],
    ['300 × 150 where it says nothing', ''],
    ['the size that follows from its width and its shape', 'width="80" viewBox="0 0 40 20"'],
  ])('is labelled at %s, as an element and as a file', async (_, attributes) => {
    const text = svg(attributes);
    const address = `data:image/svg+xml,${encodeURIComponent(text)}`;
    const expected = [...(await shownAt(address)), 1, 3];
    expect(await seen(imageOf(address))).toEqual(expected);
    expect(await seen(new Blob([text], { type: 'image/svg+xml' }))).toEqual(expected);
    expect(await seen(new File([`<?xml version="1.0"?>\n<!-- drawn -->\n${text}`], 'drawing.svg'))).toEqual(expected);
  });

  it('with HTML in it is labelled too', async () => {
    const html = '<div xmlns="http://www.w3.org/1999/xhtml" style="background:#f00;height:100%"></div>';
    const text = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><foreignObject width="32" height="32">${html}</foreignObject></svg>`;
    expect(await seen(new Blob([text], { type: 'image/svg+xml' }))).toEqual([32, 32, 1, 1]);
  });

  it.each(['<svg', '<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>', 'text'])(
    'that is none is refused: %s',
    async (text) => {
      expect(await code(new Blob([text], { type: 'image/svg+xml' }))).toBe('image-unsupported');
      expect(await code(imageOf(`data:image/svg+xml,${encodeURIComponent(text)}`))).toBe('image-unsupported');
    },
  );

  it('that is too large is refused as that', async () => {
    expect(await code(new Blob([svg('width="9000" height="9000"')], { type: 'image/svg+xml' }))).toBe(
      'frame-too-large',
    );
  });
});

describe('a frame of another document', () => {
  it('is labelled as one of this document', async () => {
    const iframe = document.createElement('iframe');
    document.body.append(iframe);
    const { contentDocument: page, contentWindow: other } = iframe;
    if (!page || !other) throw new Error('the iframe is empty');
    const theirs = other as unknown as typeof globalThis;
    const image = halves();
    const bytes = await new Promise<Blob | null>((resolve) => canvasOf(image).toBlob(resolve));
    const element = page.createElement('img');
    element.src = canvasOf(image).toDataURL();
    const forms: Frame[] = [
      new theirs.ImageData(image.data.slice(), 8, 8),
      await theirs.createImageBitmap(image),
      new theirs.VideoFrame(canvasOf(image), { timestamp: 0 }),
      new theirs.Blob([bytes ?? '']),
      canvasOf(image, page),
      element,
    ];
    for (const form of forms) expect(await seen(form)).toEqual([8, 8, 1, 3]);
    (forms[2] as VideoFrame).close();
    iframe.remove();
  });
});

describe('a frame that is there no more, or not yet', () => {
  it.each<[string, () => unknown]>([
    [
      'a detached ImageData',
      () => {
        const image = halves();
        structuredClone(image.data.buffer, { transfer: [image.data.buffer] });
        return image;
      },
    ],
    [
      'a closed VideoFrame',
      () => {
        const frame = new VideoFrame(canvasOf(halves()), { timestamp: 0 });
        frame.close();
        return frame;
      },
    ],
    ['an empty canvas', () => Object.assign(document.createElement('canvas'), { width: 0 })],
    [
      'a canvas that was handed over',
      () => {
        const { port1 } = new MessageChannel();
        const other = new OffscreenCanvas(8, 8);
        port1.postMessage(other, [other]);
        return other;
      },
    ],
    ['a video without a source', () => document.createElement('video')],
    [
      'a video that cannot be played',
      () => Object.assign(document.createElement('video'), { src: 'data:video/mp4,none' }),
    ],
    ['an image that waits until it is seen', () => Object.assign(new Image(), { loading: 'lazy', src: '/lazy.png' })],
  ])('is told as that: %s', async (_, make) => {
    expect(await code(make())).toBe('frame-invalid');
  });

  it('is told as that when it goes on its way, but for one that was copied before', async () => {
    for (const transfer of [true, false]) {
      const image = halves();
      const late = code(image, transfer);
      structuredClone(image.data.buffer, { transfer: [image.data.buffer] });
      expect(await late, `transfer: ${transfer}`).toBe(transfer ? 'frame-invalid' : null);
    }
  });

  it('is an image that cannot be decoded: without a source, broken, of another kind', async () => {
    for (const address of ['', 'data:image/png,none', '/package.json']) {
      expect(await code(imageOf(address)), address).toBe('image-unsupported');
    }
    expect(await code(new Blob([new Uint8Array(100)], { type: 'image/png' }))).toBe('image-unsupported');
  });

  it('leaves the segmenter as it was', async () => {
    expect(await seen(halves())).toEqual([8, 8, 1, 3]);
  });
});

describe('a picture of another origin', async () => {
  it('names CORS as the way, as an image, a bitmap and on a canvas', await needs('foreignPicture'), async () => {
    const text =
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><foreignObject width="8" height="8"/></svg>';
    const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    const image = imageOf(address);
    await image.decode();
    const canvas = canvasOf(halves());
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    for (const frame of [image, canvas, await createImageBitmap(canvas)]) {
      const error: unknown = await segmenter.segment(frame).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'origin-blocked', remedy: expect.stringMatching(/CORS.*crossorigin/) });
    }
    URL.revokeObjectURL(address);
    expect(await seen(halves())).toEqual([8, 8, 1, 3]);
  });
});

it('takes pixels of more than eight bits', await needs('deepPixels'), async () => {
  const deep = new ImageData(8, 8, { pixelFormat: 'rgba-float16' });
  const { data } = deep as unknown as { data: Float32Array };
  for (let i = 0; i < 64; i += 1) data.set(i % 8 < 4 ? [1, 0, 0, 1] : [0, 0, 1, 1], 4 * i);
  expect(await seen(deep)).toEqual([8, 8, 1, 3]);
});
