import type { StartImage } from '../../../src/core/manifest/start-image.ts';
import { functionOf, memoryOf, putBack } from '../../../src/platform/start-image.ts';

/** What a runtime starts from in place of setting itself up. */
export interface Restored {
  readonly image: StartImage;
  readonly content: Uint8Array;
}

/**
 * Has ONNX Runtime use a module that was compiled while it came: it takes bytes or an address and nothing else.
 * @param start the memory it is to start from: the first session that it is asked to create is the image's, whatever the file
 * @returns what to give it for its bytes
 */
export function standIn(module: WebAssembly.Module, start: Restored | null): ArrayBuffer {
  const bytes = new ArrayBuffer(8);
  const { instantiate } = WebAssembly;
  const own = async (
    source: BufferSource | WebAssembly.Module,
    imports: WebAssembly.Imports = {},
  ): Promise<unknown> => {
    const buffer = ArrayBuffer.isView(source) ? source.buffer : source;
    // our own kernels come this way too
    if (buffer !== bytes) return instantiate(source as BufferSource, imports);
    WebAssembly.instantiate = instantiate;
    const instance = await instantiate(module, imports);
    return { module, instance: start ? { exports: restored(instance.exports, imports, start) } : instance };
  };
  WebAssembly.instantiate = own as typeof instantiate;
  return bytes;
}

function restored(exports: WebAssembly.Exports, imports: WebAssembly.Imports, { image, content }: Restored): object {
  const { init, create } = image.exports;
  const open = functionOf(exports, create);
  let session = image.session;
  return {
    ...exports,
    [init]: () => {
      putBack(memoryOf(imports), image, content);
      return 0;
    },
    [create]: (...values: number[]) => {
      if (session === 0) return open(...values);
      const opened = session;
      session = 0;
      return opened;
    },
  };
}
