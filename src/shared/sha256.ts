/** The SHA-256 of some bytes, in lower-case hexadecimal. Browsers hash on secure pages only: on others we do it ourselves. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = 'subtle' in crypto ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : await own(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function own(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { sha256: hash } = await import('@noble/hashes/sha2.js');
  return hash(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
}
