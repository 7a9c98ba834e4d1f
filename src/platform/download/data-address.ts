const DATA = /^data:([^,]*?)(;base64)?,([^#]*)/i;

/**
 * What a data: address holds; null: it is another one, or damaged.
 */
export function dataResponse(url: string): Response | null {
  const [all, type, base64, text = ''] = DATA.exec(url) ?? [];
  if (all === undefined) return null;
  const headers = { 'Content-Type': type || 'text/plain;charset=US-ASCII' };
  try {
    return new Response(base64 === undefined ? unescaped(text) : decoded(decodeURIComponent(text)), { headers });
  } catch {
    return null;
  }
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Bytes, of which some stand as they are and others as %XX. */
function unescaped(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const pair = byte === PERCENT ? String.fromCharCode(...bytes.subarray(at + 1, at + 3)) : '';
    const escaped = /^[\da-f]{2}$/i.test(pair);
    found.push(escaped ? Number.parseInt(pair, 16) : byte);
    if (escaped) at += 2;
  }
  return Uint8Array.from(found);
}

const PERCENT = 0x25;
