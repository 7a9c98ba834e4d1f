import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { onTestFinished } from 'vitest';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** height × width × channels. */
  readonly data: Uint8Array | Uint16Array;
  /** Bits of a value; default 8. */
  readonly depth?: 8 | 16;
  /** Default 1. */
  readonly channels?: 1 | 3;
}

/** A folder with `images` and `labels`, removed when the test ends. Keys are file names below it. */
export function folderOf(files: Readonly<Record<string, Picture | string>>): { images: string; labels: string } {
  const root = mkdtempSync(join(tmpdir(), 'perpixel-evaluate-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folders = { images: join(root, 'images'), labels: join(root, 'labels') };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(root, name),
      typeof content === 'string' ? content : encode({ channels: 1, depth: 8, ...content }),
    );
  }
  return folders;
}

export function grey(values: readonly number[], width: number): Picture {
  return { width, height: values.length / width, data: Uint8Array.from(values) };
}
