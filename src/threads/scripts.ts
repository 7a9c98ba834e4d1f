import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dataResponse } from '../platform/download/data-address.ts';

/** In place of `src/platform/scripts` in Node's threads. */
export { importing, notLoaded, part, WORKER_TYPE } from '../platform/scripts/built.ts';

/** Node fetches no files. */
export async function atHand(address: string): Promise<Response | null> {
  if (!address.startsWith('file:')) return dataResponse(address);
  const response = new Response(await readFile(fileURLToPath(address)));
  // manifests' files lie beside them
  Object.defineProperty(response, 'url', { value: address });
  return response;
}

export function absent(address: string): { readonly problem: string; readonly remedy: string } | null {
  if (!address.startsWith('file:')) return null;
  return {
    problem: `${fileURLToPath(address)} cannot be read`,
    remedy: 'Check that the file is there and may be read.',
  };
}
