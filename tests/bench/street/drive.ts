import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openStudio } from '../../../models/street/studio.ts';

/** A frame of the street, with its exact labels. */
export interface DriveFrame {
  /** RGBA words. */
  readonly words: Uint32Array;
  readonly labels: Uint8Array;
}

export const DRIVE = { width: 640, height: 360, rate: 30 } as const;

/** Drives of the street, frame by frame at 30 a second. */
export async function filmDrives(seeds: readonly number[], frames: number): Promise<DriveFrame[][]> {
  const studio = await openStudio();
  try {
    const drives: DriveFrame[][] = [];
    for (const [at, seed] of seeds.entries()) {
      const { width, height } = DRIVE;
      await studio.open({ seed, width, height, antialias: at % 2 === 0 });
      const drive: DriveFrame[] = [];
      for (let frame = 0; frame < frames; frame += 1) {
        const { jpeg, labels } = await studio.frame(at * 7 + frame / DRIVE.rate);
        const { buffer } = Uint8Array.from(await sharp(jpeg).ensureAlpha().raw().toBuffer());
        drive.push({ words: new Uint32Array(buffer), labels });
      }
      drives.push(drive);
    }
    return drives;
  } finally {
    await studio.close();
  }
}

/** Writes a Y4M film (4:2:0, BT.601 full range) of them for Chromium's fake camera; returns its path. */
export async function writeFilm(drives: readonly DriveFrame[][]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'perpixel-street-')), 'street.y4m');
  const { width, height, rate } = DRIVE;
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`);
  const frames = drives.flat().flatMap(({ words }) => [Buffer.from('FRAME\n'), toI420(words)]);
  await writeFile(path, Buffer.concat([header, ...frames]));
  return path;
}

function toI420(words: Uint32Array): Uint8Array {
  const { width, height } = DRIVE;
  const luma = width * height;
  const out = new Uint8ClampedArray(luma * 1.5);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const word = words[at]!;
      const [r, g, b] = [word & 255, (word >> 8) & 255, (word >> 16) & 255];
      out[at] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (x % 2 || y % 2) continue;
      const chroma = luma + (y >> 1) * (width >> 1) + (x >> 1);
      out[chroma] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
      out[chroma + luma / 4] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
    }
  }
  return new Uint8Array(out.buffer);
}
