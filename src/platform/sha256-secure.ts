/**
 * The SHA-256 of some bytes, in lower-case hexadecimal, where the page is secure. A service worker is nowhere else, and is one
 * classic script: what brings another hash along would be imported in it, which such a script cannot do.
 */
export async function secureSha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
