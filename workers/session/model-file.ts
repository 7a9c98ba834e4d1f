import { PerPixelError } from '../../src/shared/errors.ts';
import { parseManifest, type ModelSpec } from '../../src/shared/manifest.ts';
import type { OpenOptions, Progress } from '../../src/shared/protocol.ts';
import { download } from './download.ts';

export interface ModelFile {
  readonly spec: ModelSpec;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a manifest and the model it names, and checks the model's hash before anything parses it.
 * @throws PerPixelError `model-download`, `model-invalid`, `model-integrity`
 */
export async function loadModel(
  { model, assets }: Pick<OpenOptions, 'model' | 'assets'>,
  onProgress: (progress: Progress) => void,
): Promise<ModelFile> {
  const spec = parseManifest(typeof model === 'string' ? await readJson(model) : model);
  const base = typeof model === 'string' ? model : new URL('models/', assets).href;
  const address = resolve(spec.file, base);
  const bytes = await download(address, { phase: 'model', bytes: spec.bytes, onProgress, failed: notDownloaded });
  await checkHash(spec, bytes);
  return { spec, bytes: new Uint8Array(bytes) };
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw notDownloaded('the connection failed', cause);
  });
  if (!response.ok)
    throw notDownloaded(`the server answered ${response.status} for ${new URL(address).pathname}`, null);
  return response.json().catch((cause: unknown) => {
    throw new PerPixelError(
      'model-invalid',
      `What lies at ${new URL(address).pathname} is not a manifest in JSON.`,
      'Give the address of a manifest.json.',
      { cause },
    );
  });
}

function resolve(file: string, base: string): string {
  try {
    return new URL(file, base).href;
  } catch (cause) {
    throw new PerPixelError('model-invalid', `The manifest's "file" is not an address: ${file}.`, 'Correct it.', {
      cause,
    });
  }
}

async function checkHash(spec: ModelSpec, bytes: ArrayBuffer): Promise<void> {
  if (!('subtle' in crypto)) {
    throw new PerPixelError(
      'model-integrity',
      'The model cannot be checked: browsers hash only on secure pages.',
      'Serve the page over HTTPS or from localhost.',
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const actual = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (actual === spec.sha256.toLowerCase()) return;
  throw new PerPixelError(
    'model-integrity',
    `The model "${spec.id}" is not the file its manifest describes: ${bytes.byteLength} bytes with SHA-256 ` +
      `${actual.slice(0, 12)}…, expected ${spec.bytes} bytes with ${spec.sha256.slice(0, 12)}….`,
    'Download it again, or correct the manifest.',
  );
}

function notDownloaded(problem: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'model-download',
    `The model could not be loaded: ${problem}.`,
    'Check the address and the connection, and try again.',
    { cause },
  );
}
