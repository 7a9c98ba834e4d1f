import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { ResultVideo } from './facts.ts';

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Of either end of a file so much is looked at: recordings that differ do so in their heads or their indices. */
const END = 1 << 20;

/** What a video file is known by again, without reading all of it. */
export async function fingerprintOf(path: string): Promise<Omit<ResultVideo, 'name'>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const hash = createHash('sha256').update(`${size}\n`);
    hash.update(await part(file, 0, Math.min(END, size)));
    if (size > END) hash.update(await part(file, Math.max(END, size - END), size));
    return { bytes: size, fingerprint: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function part(file: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(to - from), position: from });
  return buffer.subarray(0, bytesRead);
}
