import type { ErrorCode } from '../../../../src/core/errors/errors.ts';
import type { Places } from '../../../../src/platform/places.ts';
import type { RuntimeVariant } from '../../../../src/platform/runtime-variant.ts';
import type { Ort } from '../ort.ts';
import wasmAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** What is said where one of these files did not come. */
export const NOT_LOADED: { readonly code: ErrorCode; readonly remedy: string } = {
  code: 'backend-unavailable',
  remedy: 'Check that the files beside perpixel.js were copied too, and that “assets” names their folder; then reload.',
};

/**
 * The runtime's script, of the site's own build; the package has `packaged.ts` in place of this. By dynamic import: a static
 * one would make each of the runtime's threads run this worker's code again.
 * @param failed what to throw where it does not come
 */
export async function importOrt(
  variant: RuntimeVariant,
  _places: string | Places | null,
  failed: (problem: string, cause: unknown) => Error,
): Promise<Ort> {
  const script =
    variant === 'wasm'
      ? import('onnxruntime-web/wasm')
      : variant === 'jspi'
        ? import('onnxruntime-web/jspi')
        : import('onnxruntime-web/webgpu');
  return script.catch((cause: unknown) => {
    throw failed('one of its scripts did not come', cause);
  });
}

/** @param places the folder of the file; null: where the build put it */
export function wasmUrl(variant: RuntimeVariant, places: string | Places | null): string {
  const url = { wasm: wasmPlain, jspi: wasmJspi, asyncify: wasmAsyncify }[variant];
  const own = new URL(url, import.meta.url);
  return typeof places === 'string' ? new URL(own.pathname.split('/').at(-1) ?? '', places).href : own.href;
}
