import type { RuntimeVariant } from '../../platform/runtime-variant.ts';
import type { Needs } from './messages.ts';

/** A file of the site, by its address relative to it. */
export interface SiteFile {
  readonly url: string;
  readonly sha256: string;
}

/** The drive that the analyst's page brings along: film, labels and still. */
const SAMPLE = /^lib\/sample-/;

/** A model that is several times as large as all others together: kept where it is in use. */
const LARGE = /^lib\/models\/person-parts\..*onnx$/;

/** Pages, scripts and styles: kept from the start. Networks, runtimes and films are large, and kept as they are needed. */
export function isCore({ url }: SiteFile): boolean {
  return !/\.(wasm|onnx|bin)$/.test(url) && !SAMPLE.test(url);
}

/** What a page that works with these needs besides the core. */
export function neededBy({ runtime, models, sample = false }: Needs): (file: SiteFile) => boolean {
  return ({ url }) =>
    variantOf(url) === runtime ||
    models.some((id) => url.startsWith(`lib/models/${id}.`)) ||
    (sample && SAMPLE.test(url));
}

/** What this browser can ever use: never the runtime that stands in for the one it has, nor what is large and may never be asked for. */
export function usableWith(graphics: RuntimeVariant): (file: SiteFile) => boolean {
  return ({ url }) => {
    const variant = variantOf(url);
    return !LARGE.test(url) && (variant === null || variant === 'wasm' || variant === graphics);
  };
}

/** The address without the hash of its content: a file keeps it through versions. */
export function stemOf(url: string): string {
  return url.replace(/-[\w-]{8}(?=\.\w+$)/, '');
}

/** What an update must hold: the core, and whatever else the version before it has kept. */
export function updateOf(files: readonly SiteFile[], before: readonly string[]): readonly SiteFile[] {
  const stems = new Set(before.map(stemOf));
  return files.filter((file) => isCore(file) || stems.has(stemOf(file.url)));
}

/** Whether the service worker answers for an address, relative to the site: pages, and what the build made. */
export function isOurs(path: string): boolean {
  return /^(?:lib\/.*|[\w-]+\.(?:html|css|js|svg))$/.test(path) && path !== 'sw.js';
}

function variantOf(url: string): RuntimeVariant | null {
  const name = /ort-wasm-simd-threaded(?:\.(jspi|asyncify))?-[\w-]+\.wasm$/.exec(url);
  return name ? ((name[1] as RuntimeVariant | undefined) ?? 'wasm') : null;
}
