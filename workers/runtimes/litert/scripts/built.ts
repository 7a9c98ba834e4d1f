import type { ErrorCode } from '../../../../src/core/errors/errors.ts';
import type { Places } from '../../../../src/platform/places.ts';
import { ownScript } from '../../../../src/platform/start-worker.ts';
import type { LiteRtFactory } from '../library.ts';
import type { LiteRtVariant } from '../../../../src/platform/litert-variant.ts';
import wasmCompat from '@litertjs/core/wasm/litert_wasm_compat_internal.wasm?url';
import wasmRelaxed from '@litertjs/core/wasm/litert_wasm_internal.wasm?url';
import threadsOfItsOwn from '@litertjs/core/wasm/litert_wasm_threaded_internal.js?url';
import wasmThreads from '@litertjs/core/wasm/litert_wasm_threaded_internal.wasm?url';

/** What is said where one of these files did not come. */
export const NOT_LOADED: { readonly code: ErrorCode; readonly remedy: string } = {
  code: 'backend-unavailable',
  remedy: 'Check that the files beside perpixel.js were copied too, and that “assets” names their folder; then reload.',
};

/**
 * LiteRT's script, of the site's own build; the package has `packaged.ts` in place of this.
 * @param failed what to throw where it does not come
 */
export async function importLiteRt(
  variant: LiteRtVariant,
  _places: string | Places | null,
  failed: (problem: string, cause: unknown) => Error,
): Promise<LiteRtFactory> {
  const script =
    variant === 'compat'
      ? import('@litertjs/core/wasm/litert_wasm_compat_internal.js')
      : variant === 'relaxed'
        ? import('@litertjs/core/wasm/litert_wasm_internal.js')
        : import('@litertjs/core/wasm/litert_wasm_threaded_internal.js');
  const { default: factory } = await script.catch((cause: unknown) => {
    throw failed('its script did not come', cause);
  });
  return factory;
}

/** @param places the folder of the file; null: where the build put it */
export function wasmUrl(variant: LiteRtVariant, places: string | Places | null): string {
  return addressOf({ compat: wasmCompat, relaxed: wasmRelaxed, threads: wasmThreads }[variant], places);
}

/** The script that its threads run, which is none of a module. */
export function threadScript(places: string | Places | null): string {
  return ownScript(new URL(addressOf(threadsOfItsOwn, places)));
}

function addressOf(url: string, places: string | Places | null): string {
  const own = new URL(url, import.meta.url);
  return typeof places === 'string' ? new URL(own.pathname.split('/').at(-1) ?? '', places).href : own.href;
}
