import { paintScene, type SceneName } from '../../core/background/scenes.ts';
import { place, type Size } from '../../core/geometry/fit.ts';
import type { BackgroundFile } from '../../live/background/background-file.ts';
import { shownSize, type StreamFrame } from '../../platform/stream-frame.ts';

const SIZE: Size = { width: 160, height: 90 };

const scenes = new Map<SceneName, string>();

/** A small picture of a scene, as an address that holds it; painted once. */
export function sceneThumbnail(name: SceneName): string {
  const known = scenes.get(name);
  if (known) return known;
  const canvas = document.createElement('canvas');
  const { words, width, height } = paintScene(name, SIZE);
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(words.buffer), width, height), 0, 0);
  const address = canvas.toDataURL('image/png');
  scenes.set(name, address);
  return address;
}

/** A small picture of a file; hands the file's pictures to nobody afterwards. */
export async function thumbnailOf(file: BackgroundFile): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  await new Promise<void>((resolve) => {
    file.feed(async (picture, turned) => {
      draw(canvas, picture, turned);
      resolve();
    });
  });
  file.feed(null);
  return canvas.toDataURL('image/jpeg', 0.8);
}

function draw(canvas: HTMLCanvasElement, picture: StreamFrame, turned: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = shownSize(picture);
  const lies = turned % 180 !== 0;
  const placed = place('cover', lies ? { width: height, height: width } : { width, height }, SIZE);
  const [w, h] = lies ? [placed.height, placed.width] : [placed.width, placed.height];
  context.imageSmoothingQuality = 'high';
  context.translate(SIZE.width / 2, SIZE.height / 2);
  context.rotate((turned * Math.PI) / 180);
  context.drawImage(picture, -w / 2, -h / 2, w, h);
}
