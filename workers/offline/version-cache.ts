import type { SiteFile } from '../../src/protocol/offline/files.ts';
import { secureSha256 as sha256 } from '../../src/platform/sha256-secure.ts';
import { WIRE_HEADER } from '../../src/platform/wire-bytes.ts';

const PREFIX = 'perpixel-version ';
/** Header of a kept response: the hash that its bytes were checked against. */
const HASH = 'X-Perpixel-Sha256';
/** Headers of the bytes as transferred, compressed; what is kept is decompressed. */
const TRANSFER_HEADERS = ['content-encoding', 'content-length', 'vary'];
const AT_ONCE = 4;

/** The files of one version of the site. Nothing enters whose hash is another than the list's. */
export class VersionCache {
  constructor(
    readonly version: string,
    private readonly site: URL,
  ) {}

  async match(path: string): Promise<Response | undefined> {
    const cache = await this.#open();
    return cache.match(this.#address(path));
  }

  /** Addresses relative to the site. */
  async paths(): Promise<string[]> {
    const requests = await (await this.#open()).keys();
    return requests.map(({ url }) => url.slice(this.site.href.length));
  }

  /**
   * Fetches what is not there yet, from another version's files where those are the same.
   * @throws Error that names the file that did not come, or was another
   */
  async fill(files: readonly SiteFile[], before: VersionCache | null): Promise<void> {
    const waiting = [...files];
    const failures: unknown[] = [];
    const fillSome = async (): Promise<void> => {
      while (failures.length === 0) {
        const file = waiting.shift();
        if (!file) return;
        await this.#add(file, before).catch((error: unknown) => failures.push(error));
      }
    };
    // a file still being written when this rejects would make a destroyed cache again
    await Promise.all(Array.from({ length: AT_ONCE }, fillSome));
    if (failures.length > 0) throw failures[0] as Error;
  }

  destroy(): Promise<boolean> {
    return caches.delete(PREFIX + this.version);
  }

  async #add(file: SiteFile, before: VersionCache | null): Promise<void> {
    const cache = await this.#open();
    const address = this.#address(file.url);
    if (isSame(await cache.match(address), file)) return;
    const old = await before?.match(file.url);
    await cache.put(address, old && isSame(old, file) ? old : await verified(address, file));
  }

  #open(): Promise<Cache> {
    return caches.open(PREFIX + this.version);
  }

  #address(path: string): string {
    return new URL(path, this.site).href;
  }
}

/** Deletes every version but these. */
export async function clearVersions(except: readonly string[]): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && !except.includes(name.slice(PREFIX.length)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

function isSame(response: Response | undefined, { sha256 }: SiteFile): boolean {
  return response?.headers.get(HASH) === sha256;
}

/** The browser's own cache may have it already, or an older one. */
async function verified(address: string, file: SiteFile): Promise<Response> {
  const response = (await download(address, file, 'force-cache')) ?? (await download(address, file, 'reload'));
  if (response) return response;
  throw new Error(`${file.url} is not the file that the list describes`);
}

async function download(address: string, file: SiteFile, cache: RequestCache): Promise<Response | null> {
  const response = await fetch(address, { cache, credentials: 'same-origin' });
  if (!response.ok || response.redirected) return null;
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== file.sha256) return null;
  // isolation and policy come as headers, and must hold without the server too
  const headers = new Headers(response.headers);
  const length = headers.get('content-length');
  for (const name of TRANSFER_HEADERS) headers.delete(name);
  if (length) headers.set(WIRE_HEADER, length);
  headers.set(HASH, file.sha256);
  return new Response(bytes, { headers });
}
