import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StartImage } from '../../src/core/manifest/start-image.ts';

const run = promisify(execFile);
const TAKE = fileURLToPath(new URL('take.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface TakenImage {
  readonly facts: Omit<StartImage, 'file' | 'sha256' | 'bytes'>;
  readonly bytes: Uint8Array;
}

/** The runtime's memory after it has opened this model. The same bytes each time. */
export async function takeStartImage(onnx: Uint8Array): Promise<TakenImage> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-start-'));
  try {
    const [model, image] = [join(folder, 'model.onnx'), join(folder, 'image.bin')];
    await writeFile(model, onnx);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', TAKE, model, image], { cwd: ROOT });
    return { facts: JSON.parse(stdout) as TakenImage['facts'], bytes: await readFile(image) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
