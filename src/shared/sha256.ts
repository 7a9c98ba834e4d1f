/** The SHA-256 of some bytes, in lower-case hexadecimal. Only on secure pages: elsewhere there is no `crypto.subtle`. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
