import { part } from '#scripts';
import { hexadecimal, secureSha256 } from './sha256-secure.ts';

/** The SHA-256 of some bytes, in lower-case hexadecimal. Browsers hash on secure pages only: on others we do it ourselves. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return 'subtle' in crypto ? secureSha256(bytes) : hexadecimal(await own(bytes));
}

async function own(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { sha256: hash } = await part(() => import('@noble/hashes/sha2.js'));
  return hash(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
}
