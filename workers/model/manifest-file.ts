import { PerPixelError } from '../../src/core/errors/errors.ts';
import { fileKind } from '../../src/core/media/model-file-kind.ts';
import { readable } from '../../src/core/text/names.ts';
import { bytesOf, request } from '../../src/platform/download/download.ts';

/** What lies at a manifest's address. */
export interface ManifestFile {
  readonly content: unknown;
  /** Where it was found, after any redirection: its files lie beside it. */
  readonly base: string;
}

/** @throws PerPixelError `model-download`, `model-invalid` where it is no JSON */
export async function readManifest(address: string): Promise<ManifestFile> {
  const coming = await request(address, {
    phase: 'manifest',
    bytes: 0,
    // too small to be worth a word
    onProgress: () => undefined,
    failed: (problem, cause, remedy = 'Check the address and the connection, and try again.') =>
      new PerPixelError('model-download', `The model could not be loaded: ${problem}.`, remedy, { cause }),
  });
  const bytes = new Uint8Array(await bytesOf(coming));
  try {
    return { content: JSON.parse(new TextDecoder().decode(bytes)), base: coming.response.url || address };
  } catch (cause) {
    const kind = fileKind(bytes);
    const what = kind === 'JSON' ? ': it is cut off, or has a mistake' : kind ? `: it is ${kind}` : '';
    const pathname = readable(new URL(address).pathname);
    throw new PerPixelError(
      'model-invalid',
      `What lies at ${pathname.slice(0, 200)} is not a manifest in JSON${what}.`,
      kind === 'a web page'
        ? 'Check the address: many servers send a page for whatever they do not have.'
        : kind === 'JSON'
          ? `Correct it: ${(cause as Error).message}.`
          : 'Give the address of a manifest.json.',
      { cause },
    );
  }
}
