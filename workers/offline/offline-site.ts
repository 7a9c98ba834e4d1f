import { isOurs, neededBy, updateOf, usableWith, type SiteFile } from '../../src/protocol/offline/files.ts';
import {
  arrived,
  isWanted,
  kept,
  labelled,
  minuteOver,
  navigated,
  refused,
  tookOver,
  TRIAL,
  type Ledger,
  type PageKind,
} from '../../src/protocol/offline/ledger.ts';
import type { OfflineReplies, OfflineRequest } from '../../src/protocol/offline/messages.ts';
import { secureSha256 as sha256 } from '../../src/platform/sha256-secure.ts';
import { FilmStore } from './film-store.ts';
import { LedgerStore } from './ledger-store.ts';
import { clearVersions, VersionCache } from './version-cache.ts';

/**
 * Serves the site from what is kept, and takes updates whole or not at all. It intercepts pages, what the build made, and
 * the films that an unattended screen has it keep; nothing else.
 */
export class OfflineSite {
  readonly #site: URL;
  readonly #store: LedgerStore;
  readonly #version: Promise<string>;
  readonly #films = new FilmStore();
  /** Each ends a wait for a version's minute to be over. */
  readonly #watches = new Set<() => void>();

  constructor(
    private readonly scope: ServiceWorkerGlobalScope,
    private readonly files: readonly SiteFile[],
    version: string,
  ) {
    this.#site = new URL('./', scope.location.href);
    this.#store = new LedgerStore(this.#site);
    this.#version = named(version, files);
  }

  listen(): void {
    const { scope } = this;
    scope.addEventListener('install', (event) => event.waitUntil(this.#install()));
    scope.addEventListener('activate', (event) => event.waitUntil(this.#activate()));
    scope.addEventListener('message', (event) => event.waitUntil(this.#hear(event)));
    scope.addEventListener('fetch', (event) => {
      const path = this.#pathOf(event.request);
      if (path !== null) event.respondWith(this.#serve(event, path));
      else if (this.#films.mayHold(event.request)) event.respondWith(this.#play(event.request));
    });
  }

  async #install(): Promise<void> {
    const version = await this.#version;
    const ledger = await this.#store.read();
    if (isWanted(ledger, version)) await this.#download(version, ledger);
    await this.scope.skipWaiting();
  }

  /** What fails here leaves the browser with the service worker it had, and pages with the version they had. */
  async #download(version: string, { current }: Ledger): Promise<void> {
    const cache = this.#cacheOf(version);
    const before = current === null ? null : this.#cacheOf(current);
    try {
      await cache.fill(updateOf(this.files, (await before?.paths()) ?? []), before);
    } catch (error) {
      await cache.destroy();
      await this.#store.change((ledger) => refused(ledger, version, Date.now()));
      throw error;
    }
    await this.#store.change((ledger) => arrived(ledger, version));
  }

  async #activate(): Promise<void> {
    await clearVersions(kept(await this.#store.read()));
    await this.scope.clients.claim();
  }

  /** The path relative to the site; null: not ours to serve. */
  #pathOf({ method, url: address, mode, destination, headers }: Request): string | null {
    const url = new URL(address);
    if (method !== 'GET' || !url.href.startsWith(this.#site.href) || headers.has('range')) return null;
    if (destination === 'video' || destination === 'audio') return null;
    const path = url.pathname.slice(this.#site.pathname.length);
    // a page reads its query itself
    if (mode === 'navigate') return isOurs(path || 'index.html') ? path || 'index.html' : null;
    return url.search === '' && isOurs(path) ? path : null;
  }

  async #serve(event: FetchEvent, path: string): Promise<Response> {
    const ledger = event.request.mode === 'navigate' ? await this.#open(event, path) : await this.#store.read();
    for (const version of [ledger.current, ledger.previous]) {
      const found = version === null ? undefined : await this.#cacheOf(version).match(path);
      if (found) return found;
    }
    return fetch(event.request);
  }

  async #play(request: Request): Promise<Response> {
    return (await this.#films.match(request).catch(() => undefined)) ?? fetch(request);
  }

  /** A page is being opened: the moment for an update, and the start of its minute. */
  async #open(event: FetchEvent, path: string): Promise<Ledger> {
    const pages = await this.scope.clients.matchAll({ type: 'window' });
    const page = kindOf(path, new URL(event.request.url).searchParams);
    const client = event.resultingClientId;
    // a page that is being reloaded still counts
    const opening = { page, client, alone: pages.length <= 1, now: Date.now() };
    const ledger = await this.#store.change((before) => navigated(before, opening));
    if (ledger.trial?.clients.includes(client)) event.waitUntil(this.#watchTrial());
    return ledger;
  }

  /** A page that stays blank cannot help itself, so it is opened anew from here. */
  async #watchTrial(): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watches.delete(end);
        resolve();
      };
      const timer = setTimeout(end, TRIAL.trial);
      this.#watches.add(end);
    });
    const pages = await this.scope.clients.matchAll({ type: 'window' });
    const before = await this.#store.read();
    const open = pages.map(({ id }) => id);
    const after = await this.#store.change((ledger) => minuteOver(ledger, open, Date.now()));
    if (after.current === before.current) return;
    const stuck = pages.filter(({ id }) => before.trial?.clients.includes(id));
    await Promise.all(stuck.map((page) => page.navigate(page.url)));
  }

  async #hear({ data, source, ports: [port] }: ExtendableMessageEvent): Promise<void> {
    const request = data as OfflineRequest;
    const client = source instanceof Client ? source.id : '';
    const reply = await this.#reply(request, client);
    port?.postMessage(reply);
  }

  async #reply(request: OfflineRequest, client: string): Promise<OfflineReplies[OfflineRequest['type']]> {
    switch (request.type) {
      case 'keep':
        return this.#keep(neededBy(request));
      case 'keep-all':
        return this.#keep(usableWith(request.graphics));
      case 'keep-films':
        return this.#films.keep(request.films);
      case 'labelled':
        await this.#prove(client);
        return true;
      case 'take-over':
        return this.#takeOver();
      case 'activate':
        // resolves when it is active, and that waits for this event to be over
        void this.scope.skipWaiting();
        return true;
      case 'news':
        return this.#news();
    }
  }

  /** A version that labels needs no watch, which would keep the next worker waiting for the rest of its minute. */
  async #prove(client: string): Promise<void> {
    const { trial } = await this.#store.change((ledger) => labelled(ledger, client, Date.now()));
    if (trial) return;
    for (const end of this.#watches) end();
  }

  async #takeOver(): Promise<boolean> {
    let waiting = false;
    await this.#store.change((ledger) => {
      waiting = ledger.staged !== null && !ledger.trial;
      return waiting ? tookOver(ledger, Date.now()) : ledger;
    });
    return waiting;
  }

  /** More files of the version that is served; false: they could not be had, or another version's list is needed. */
  async #keep(wanted: (file: SiteFile) => boolean): Promise<boolean> {
    const version = await this.#version;
    const ledger = await this.#store.read();
    if (!kept(ledger).includes(version)) return false;
    const before = ledger.current === null || ledger.current === version ? null : this.#cacheOf(ledger.current);
    return this.#cacheOf(version)
      .fill(this.files.filter(wanted), before)
      .then(
        () => true,
        () => false,
      );
  }

  async #news(): Promise<Ledger['news']> {
    let news: Ledger['news'] = [];
    await this.#store.change((ledger) => {
      ({ news } = ledger);
      return news.length > 0 ? { ...ledger, news: [] } : ledger;
    });
    return news;
  }

  #cacheOf(version: string): VersionCache {
    return new VersionCache(version, this.#site);
  }
}

function kindOf(path: string, query: URLSearchParams): PageKind {
  if (path !== 'index.html') return 'other';
  return query.has('kiosk') ? 'kiosk' : 'viewer';
}

/** Two builds of one version differ in their files. */
async function named(version: string, files: readonly SiteFile[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(files));
  return `${version}+${(await sha256(text)).slice(0, 8)}`;
}
