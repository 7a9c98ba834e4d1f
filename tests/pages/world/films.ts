import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encode } from 'fast-png';
import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { writeFakeCamera } from '../../e2e/fake-camera.ts';
import type { Film } from './world.ts';

const run = promisify(execFile);
const SAMPLE = fileURLToPath(new URL('../../../src/apps/analyst/sample/sample-drive.mp4', import.meta.url));
const QUARTER = 120;
/** The first row of the bars. */
const BARS = 192;

/** The fake camera's film, a person behind three coloured bars, as itself and as a file of H.264. @throws Error where there is no ffmpeg with libx264 */
export async function personFilm(folder: string): Promise<{ y4m: string; film: Film }> {
  const size = { width: 640, height: 480, frames: 60, rate: 30 };
  const y4m = await writeFakeCamera({ ...size, picture: withBars(goldenPicture()) });
  const path = join(folder, 'person.mp4');
  await ffmpeg(['-i', y4m, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', path]);
  return { y4m, film: { ...size, path } };
}

/** Lays a red, a green and a blue bar over the lowest part of a 256 × 256 picture. */
function withBars(picture: Uint8ClampedArray): Uint8ClampedArray {
  const side = 256;
  for (let at = side * BARS * 4; at < picture.length; at += 4) {
    const column = (at / 4) % side;
    const channel = Math.floor((3 * column) / side);
    for (let c = 0; c < 3; c += 1) picture[at + c] = c === channel ? 220 : 20;
  }
  return picture;
}

/** The first frames of the sample drive, as they are. */
export async function driveFilm(folder: string, frames: number): Promise<Film> {
  const path = join(folder, 'drive.mp4');
  await ffmpeg(['-i', SAMPLE, '-frames:v', String(frames), '-c', 'copy', path]);
  return { path, width: 512, height: 288, rate: 12, frames };
}

/** A PNG of red, green, blue and dark quarters. */
export async function quartersPicture(folder: string): Promise<string> {
  const side = 2 * QUARTER;
  const data = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const channel = (y < QUARTER ? 0 : 2) + (x < QUARTER ? 0 : 1);
      if (channel < 3) data[(y * side + x) * 3 + channel] = 255;
    }
  }
  const path = join(folder, 'quarters.png');
  await writeFile(path, encode({ width: side, height: side, data, channels: 3, depth: 8 }));
  return path;
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  try {
    await run('ffmpeg', ['-v', 'error', '-y', ...args], { timeout: 60_000 });
  } catch (cause) {
    throw new Error('The clips could not be made. Install ffmpeg with libx264.', { cause });
  }
}
