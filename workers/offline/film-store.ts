import { partOf } from './byte-range.ts';

const CACHE = 'perpixel-films';
/** Headers by which a film is known from another under the same name. */
const MARKS = ['etag', 'last-modified', 'content-length'];

/**
 * The films and pictures that an unattended screen plays, kept whole. They are the operator's and belong to no version of
 * the site. What is kept is served, and compared with the server's whenever a screen starts.
 */
export class FilmStore {
  /** Addresses of what is kept; null: not known yet. */
  #kept: Set<string> | null = null;

  constructor() {
    void this.#look().catch(() => undefined);
  }

  /** Whether a request may be for something kept. Without waiting: a fetch event is to be decided at once. */
  mayHold({ url, method, mode }: Request): boolean {
    return mode !== 'navigate' && /^(GET|HEAD)$/.test(method) && (this.#kept?.has(url) ?? true);
  }

  /** The film, or the requested part of it. */
  async match(request: Request): Promise<Response | undefined> {
    const found = await (await caches.open(CACHE)).match(request.url);
    if (!found || request.method === 'HEAD') return found && new Response(null, found);
    const range = request.headers.get('range');
    return range === null ? found : partOf(found, range);
  }

  /**
   * Keeps these and nothing else. A film that cannot be fetched stays as it was.
   * @param addresses of this origin, whole
   * @returns whether all are kept as the server has them now
   */
  async keep(addresses: readonly string[]): Promise<boolean> {
    const cache = await caches.open(CACHE);
    for (const { url } of await cache.keys()) if (!addresses.includes(url)) await cache.delete(url);
    let all = true;
    for (const address of addresses) {
      all = (await fetchInto(cache, address).catch(() => false)) && all;
    }
    await this.#look();
    return all;
  }

  async #look(): Promise<void> {
    const requests = await (await caches.open(CACHE)).keys();
    this.#kept = new Set(requests.map(({ url }) => url));
  }
}

async function fetchInto(cache: Cache, address: string): Promise<boolean> {
  const kept = await cache.match(address);
  const head = await fetch(address, { method: 'HEAD', cache: 'no-cache' });
  if (kept && head.ok && isSame(kept, head)) return true;
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) return false;
  await cache.put(address, response);
  return true;
}

function isSame({ headers: kept }: Response, { headers: there }: Response): boolean {
  const same = (name: string): boolean => kept.get(name) === there.get(name);
  return MARKS.every(same) && MARKS.some((name) => kept.has(name));
}
