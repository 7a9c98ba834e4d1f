import { open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FilePathSource } from 'mediabunny';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { ReadBytes } from '../../src/core/media/bytes.ts';

export function isFile(source: Blob | string): source is string {
  return typeof source === 'string' && source.startsWith('file:');
}

/**
 * A video's bytes from a file, as they are needed.
 * @throws PerPixelError `source-unavailable`
 */
export async function fileSource(
  address: string,
): Promise<{ readonly source: FilePathSource; readonly read: ReadBytes }> {
  const path = fileURLToPath(address);
  const found = await stat(path).catch((cause: unknown) => {
    throw unavailable(`${path} cannot be read`, cause);
  });
  if (!found.isFile()) throw unavailable(`${path} is ${found.isDirectory() ? 'a folder' : 'no file'}`, null);
  return {
    source: new FilePathSource(path),
    async read(from, length) {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

function unavailable(problem: string, cause: unknown): PerPixelError {
  return new PerPixelError('source-unavailable', `${problem}.`, 'Check that the file is there and may be read.', {
    cause,
  });
}
