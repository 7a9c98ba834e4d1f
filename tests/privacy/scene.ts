import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Size } from '../../src/core/geometry/fit.ts';
import { linearNetwork } from '../browser/models/networks.ts';
import { hairScene } from '../fixtures/hair.ts';

/** Stripes of these two are the wall behind the person. Nothing else in the picture has either, and a blur of them is grey. */
const MARKS = [
  [24, 176, 48],
  [176, 48, 160],
] as const;
/** Pixels, but for the small camera, whose blur is as much smaller. */
const STRIPE = 8;
const CAMERA: Size = { width: 640, height: 360 };
/** For graphics in software, where each frame takes long. */
const SMALL: Size = { width: 320, height: 180 };
const FRAMES = 8;

/** Whether a pixel has one of the wall's colours, or most of one. It is sent to the page as text. */
export function isMarked(r: number, g: number, b: number): boolean {
  return g - Math.max(r, b) > 50 || Math.min(r, b) - g > 50;
}

/** A person in a red shirt before the marked wall: RGB bytes. @param shift pixels to the right of the middle */
function markedScene(size: Size, shift: number): Uint8Array {
  const stripe = size.width === SMALL.width ? STRIPE / 2 : STRIPE;
  const { front, opacity } = hairScene({ ...size, shift, noise: 0, texture: 0 });
  const rgb = new Uint8Array(3 * size.width * size.height);
  opacity.forEach((a, at) => {
    const mark = MARKS[Math.floor((at % size.width) / stripe) % 2]!;
    const [r = 0, g = 0, b = 0] = front.subarray(3 * at, 3 * at + 3);
    // the shirt is the one thing that is rather blue
    const own = b > r ? [200, 30, 30] : [r, g, b];
    for (let c = 0; c < 3; c += 1) rgb[3 * at + c] = Math.round(a * own[c]! + (1 - a) * mark[c]!);
  });
  return rgb;
}

export interface Made {
  /** Of the fake camera's film. */
  readonly camera: string;
  readonly smallCamera: string;
  /** Names of files in the folder: an upright picture, a film of another size, manifests. */
  readonly picture: string;
  readonly film: string;
  /** A picture without the wall, to be put in its place. */
  readonly ground: string;
  readonly models: readonly string[];
}

/** Writes all that is looked at into a folder. Needs ffmpeg. */
export async function makeScenes(folder: string): Promise<Made> {
  const camera = join(folder, 'camera.y4m');
  film(CAMERA, FRAMES, ['-pix_fmt', 'yuv420p', camera]);
  const smallCamera = join(folder, 'small-camera.y4m');
  film(SMALL, FRAMES, ['-pix_fmt', 'yuv420p', smallCamera]);
  film({ width: 360, height: 480 }, 1, ['-frames:v', '1', join(folder, 'upright.png')]);
  film({ width: 480, height: 270 }, FRAMES, ['-c:v', 'libvpx', '-b:v', '4M', join(folder, 'film.webm')]);
  const plain = ['-f', 'lavfi', '-i', 'color=0x3060a0:320x240', '-frames:v', '1', join(folder, 'ground.png')];
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...plain]);
  const models = [await model(folder, 'sure', 32), await model(folder, 'sure-wide', 64)];
  return { camera, smallCamera, picture: 'upright.png', film: 'film.webm', ground: 'ground.png', models };
}

function film(size: Size, frames: number, output: readonly string[]): void {
  const input = Array.from({ length: frames }, (_, index) =>
    markedScene(size, Math.round(Math.sin((2 * Math.PI * index) / frames) * 12)),
  );
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${size.width}x${size.height}`, '-r', '30', '-i', '-'];
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...raw, ...output], { input: Buffer.concat(input) });
}

/** Red is a person, and it is as sure of that as of all else being background. @returns the manifest's name */
async function model(folder: string, id: string, side: number): Promise<string> {
  const weights = [[0, 0, 0] as const, [80, -80, -80] as const];
  const file = linearNetwork('NCHW', side, side, [{ name: 'out', weights, bias: [20, 0] }]);
  const manifest = {
    id,
    title: 'Red is a person',
    licence: 'Apache-2.0',
    origin: 'tests/privacy',
    file: `${id}.onnx`,
    sha256: createHash('sha256').update(file).digest('hex'),
    bytes: file.length,
    input: { name: 'in', width: side, height: side },
    output: { name: 'out', kind: 'logits' },
    classes: [
      { id: 0, name: 'background', colour: '#000000' },
      { id: 1, name: 'person', colour: '#ff0000' },
    ],
    refine: {},
  };
  await writeFile(join(folder, `${id}.onnx`), file);
  await writeFile(join(folder, `${id}.json`), JSON.stringify(manifest));
  return `${id}.json`;
}
