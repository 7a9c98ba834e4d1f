import type { LiteRtVariant } from '../../platform/litert-variant.ts';
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
  return !/\.(wasm|onnx|tflite|bin)$/.test(url) && !SAMPLE.test(url) && liteRtOf(url) === null;
}

/** What a page that works with these needs besides the core. */
export function neededBy({ runtime, litert = null, models, sample = false }: Needs): (file: SiteFile) => boolean {
  return ({ url }) => {
    if (liteRtOf(url) !== null) return liteRtOf(url) === litert;
    if (FOR_LITERT.test(url) && litert === null) return false;
    return (
      variantOf(url) === runtime ||
      models.some((id) => url.startsWith(`lib/models/${id}.`)) ||
      (sample && SAMPLE.test(url))
    );
  };
}

/**
 * What this browser can ever use: never the runtime that stands in for the one it has, nor what is large and may never be asked for,
 * as LiteRT and its models, which are kept where they are in use.
 */
export function usableWith(graphics: RuntimeVariant): (file: SiteFile) => boolean {
  return ({ url }) => {
    const variant = variantOf(url);
    if (liteRtOf(url) !== null || FOR_LITERT.test(url)) return false;
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

/** Models that LiteRT alone runs. */
const FOR_LITERT = /\.tflite$/;
const LITERT = { '': 'relaxed', compat_: 'compat', threaded_: 'threads' } as const;

/** The build of LiteRT that a file belongs to, script or WebAssembly; null: none. */
function liteRtOf(url: string): LiteRtVariant | null {
  const name = /litert_wasm_(|compat_|threaded_)internal-[\w-]+\.(?:js|wasm)$/.exec(url);
  return name ? LITERT[name[1] as keyof typeof LITERT] : null;
}

function variantOf(url: string): RuntimeVariant | null {
  const name = /ort-wasm-simd-threaded(?:\.(jspi|asyncify))?-[\w-]+\.wasm$/.exec(url);
  return name ? ((name[1] as RuntimeVariant | undefined) ?? 'wasm') : null;
}
