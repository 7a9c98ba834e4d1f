import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { clip } from '../analysis/clips.ts';
import { colourAt, expectColours, HEIGHT, quartersOf, TURNED, turned, WIDTH } from '../colours.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { labelledViewer, labelling } from './fixture.ts';

let viewer: PerPixelElement;
beforeAll(async () => {
  viewer = await labelledViewer(document.body, { overlay: 'none' });
});

const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
afterAll(() => {
  navigator.mediaDevices.getUserMedia = own;
});

function canvas(): HTMLCanvasElement {
  const made = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  made.getContext('2d')?.putImageData(picture(WIDTH, HEIGHT, colourAt), 0, 0);
  return made;
}

/** What the viewer shows, in the middle of each quarter, as soon as it has the size that is waited for. */
async function shown(width: number, height: number): Promise<number[][]> {
  return vi.waitUntil(
    async () => {
      const bitmap = await createImageBitmap(await viewer.snapshot());
      if (bitmap.width !== width || bitmap.height !== height) return null;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return quartersOf(width, height, (x, y) => [...(context?.getImageData(x, y, 1, 1).data.subarray(0, 3) ?? [])]);
    },
    { timeout: 20_000 },
  );
}

const filmed = await needs('h264');

describe('what a viewer shows', () => {
  it('of an image has its own colours', async () => {
    const png = await new Promise<Blob | null>((resolve) => canvas().toBlob(resolve));
    await labelling(viewer, viewer.openFile(new File([png ?? ''], 'colours.png')));
    expectColours(await shown(WIDTH, HEIGHT), TURNED[0]!);
  });

  it.each(['colours-709.mp4', 'colours-601.mp4'])('of a video has its own colours: %s', filmed, async (name) => {
    await labelling(viewer, viewer.openFile(new File([await clip(name)], name)));
    expectColours(await shown(WIDTH, HEIGHT), TURNED[0]!);
  });

  it.each([90, 180, 270])('of a phone’s video turned by %i degrees stands upright', filmed, async (degrees) => {
    await labelling(viewer, viewer.openFile(await turned(await clip('colours-709.mp4'), degrees)));
    const lies = degrees % 180 !== 0;
    expectColours(await shown(lies ? HEIGHT : WIDTH, lies ? WIDTH : HEIGHT), TURNED[degrees]!);
  });

  it('of a camera has its own colours, mirrored', async () => {
    const drawn = canvas();
    const timer = setInterval(() => drawn.getContext('2d')?.putImageData(picture(WIDTH, HEIGHT, colourAt), 0, 0), 40);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(drawn.captureStream(25));
    viewer.setAttribute('source', 'camera');
    await vi.waitFor(async () => expectColours(await shown(WIDTH, HEIGHT), [1, 0, 3, 2]), { timeout: 20_000 });
    viewer.removeAttribute('source');
    clearInterval(timer);
  });
});
