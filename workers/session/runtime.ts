import type * as OrtModule from 'onnxruntime-web';
import type { Progress } from '../../src/shared/protocol.ts';
import { PerPixelError } from '../../src/shared/errors.ts';
import { variantFor, type RuntimeVariant } from '../../src/shared/runtime-variant.ts';
import { download } from './download.ts';
import wasmAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

export type Ort = typeof OrtModule;

declare const __WASM_BYTES__: Readonly<Record<RuntimeVariant, number>>;

export interface RuntimeOptions {
  readonly gpu: boolean;
  readonly threads: number;
  /** Absolute URL of the folder with the wasm files; null: where the build put them. */
  readonly assets: string | null;
  onProgress(progress: Progress): void;
}

/**
 * ONNX Runtime in the smallest variant that does the job. The bundles come by dynamic import: a static one would make
 * each of its threads run this worker's code again.
 */
export async function loadRuntime(options: RuntimeOptions): Promise<Ort> {
  const variant = variantFor(options.gpu ? 'webgpu' : 'wasm');
  const [ort, wasmBinary] = await Promise.all([
    importVariant(variant),
    download(wasmUrl(variant, options.assets), {
      phase: 'runtime',
      bytes: __WASM_BYTES__[variant],
      onProgress: options.onProgress,
      failed: (problem, cause) =>
        new PerPixelError(
          'backend-unavailable',
          `The runtime could not be loaded: ${problem}.`,
          'Check that the files beside perpixel.js were copied too, and reload.',
          { cause },
        ),
    }),
  ]);
  ort.env.wasm.wasmBinary = wasmBinary;
  ort.env.wasm.numThreads = options.threads;
  ort.env.logLevel = 'error';
  return ort;
}

async function importVariant(variant: RuntimeVariant): Promise<Ort> {
  if (variant === 'wasm') return import('onnxruntime-web/wasm');
  return variant === 'jspi' ? import('onnxruntime-web/jspi') : import('onnxruntime-web/webgpu');
}

function wasmUrl(variant: RuntimeVariant, assets: string | null): string {
  const url = { wasm: wasmPlain, jspi: wasmJspi, asyncify: wasmAsyncify }[variant];
  const own = new URL(url, import.meta.url);
  return assets === null ? own.href : new URL(own.pathname.split('/').at(-1) ?? '', assets).href;
}
