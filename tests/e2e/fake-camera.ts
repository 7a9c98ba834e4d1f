import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenPicture } from '../fixtures/golden/picture.ts';

/** What a fake camera films: a drawn person who sways from side to side. */
export interface FakeCamera {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Frames a second; default 30. */
  readonly rate?: number;
  /** How far from the middle, pixels of the picture's 256; default 12, across which a person leans in half a second. */
  readonly sway?: number;
  /** 256 × 256 RGBA in place of the person. */
  readonly picture?: Uint8ClampedArray;
}

/** Writes a Y4M film (4:2:0) for Chromium's fake camera; returns its path. */
export async function writeFakeCamera({
  width,
  height,
  frames,
  rate = 30,
  sway = 12,
  picture = goldenPicture(),
}: FakeCamera): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-camera-'));
  const path = join(folder, `${width}x${height}.y4m`);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`);
  const parts: Uint8Array[] = [header];
  for (let index = 0; index < frames; index += 1) {
    const shift = Math.round(Math.sin((2 * Math.PI * index) / frames) * sway);
    parts.push(Buffer.from('FRAME\n'), toI420(picture, width, height, shift));
  }
  await writeFile(path, Buffer.concat(parts));
  return path;
}

/** The 256 × 256 picture enlarged (nearest) and shifted, as BT.601 full range. */
function toI420(picture: Uint8ClampedArray, width: number, height: number, shift: number): Buffer {
  const chroma = (width >> 1) * (height >> 1);
  const out = Buffer.alloc(width * height + 2 * chroma);
  const at = (x: number, y: number): number => {
    const column = Math.min(255, Math.max(0, Math.floor((x * 256) / width) + shift));
    return (Math.floor((y * 256) / height) * 256 + column) * 4;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = at(x, y);
      const [r = 0, g = 0, b = 0] = picture.subarray(from, from + 3);
      out[y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b;
    }
  }
  for (let y = 0; y < height >> 1; y += 1) {
    for (let x = 0; x < width >> 1; x += 1) {
      const from = at(2 * x, 2 * y);
      const [r = 0, g = 0, b = 0] = picture.subarray(from, from + 3);
      const to = width * height + y * (width >> 1) + x;
      out[to] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
      out[to + chroma] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
    }
  }
  return out;
}
