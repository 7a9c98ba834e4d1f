/** Controls, and what turns the direction of the text around it. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Characters that files are not named with in every system; of every script there may be letters, marks and pictures. */
const ODD = /(?!\u200d|\ufe0f)[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}._-]+/gu;
/** The most that is kept of a name, characters: systems take 255 bytes, and endings come behind it. */
const LONGEST = 60;

/**
 * What people call the thing at an address: the last part of its path, readable.
 * @param otherwise where it has none: a blob, data, the root of a site
 */
export function nameAt(address: string | URL, otherwise: string): string {
  let url: URL;
  try {
    url = new URL(address, 'http://localhost/');
  } catch {
    return otherwise;
  }
  // a uuid or base64 is nobody's name
  if (!/^(https?|file|ftp):$/.test(url.protocol)) return otherwise;
  // a slash may be written as %2F
  const parts = readable(url.pathname).split('/');
  return parts.findLast((part) => part.trim() !== '') ?? otherwise;
}

/** @param otherwise for a blob, which has no name */
export function nameOf(file: Blob, otherwise: string): string {
  const { name = '' } = file as Partial<File>;
  return name.replaceAll(UNSEEN, '') || otherwise;
}

/** A part of an address as people read it. What is no encoded text stays as it stands: a name may have a % of its own. */
export function readable(encoded: string): string {
  return encoded
    .replaceAll(/(?:%[\da-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    })
    .replaceAll(UNSEEN, '');
}

/** An address in which a % that encodes nothing stands for itself: servers turn others away. */
export function mended(address: string): string {
  return address.replaceAll(/%(?![\da-f]{2})/gi, '%25');
}

/** A file's name without its ending, safe for the files and folders made from it. */
export function stem(name: string, otherwise = 'video'): string {
  const plain = name.replace(/\.\w{1,5}$/, '').replaceAll(ODD, '-');
  const short = Array.from(plain).slice(0, LONGEST).join('');
  return short.replaceAll(/^[.-]+|[.-]+$/g, '') || otherwise;
}
