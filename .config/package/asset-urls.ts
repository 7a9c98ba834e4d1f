import type { Plugin } from 'vite';

/** Of the entries: a page's worker, named by its source. */
const WORKER = /new URL\(\s*'[./\w]+\/entries\/([\w-]+\.worker)\.ts',\s*import\.meta\.url,?\s*\)/g;
const MARK = /__ASSET__\((["'`])([\w./-]+)\1\)/g;

/**
 * Our workers are found by the address of their source, as vite knows it. In the package they are files beside the module:
 * each is asked for by its name, so that `setAssets` can lead elsewhere.
 * @param literally also with its address in full; not in a worker, whose page tells it where all is
 */
export function workerPlaces(root: string, literally: boolean): Plugin {
  return {
    name: 'perpixel:worker-places',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(root) || !code.includes('.worker.ts')) return null;
      const placed = code.replace(
        WORKER,
        (_all, name: string) => `placeOf('${name}.js'${literally ? `, () => __ASSET__('${name}.js')` : ''})`,
      );
      if (placed.includes('.worker.ts')) this.error(`a worker of ${id} is not written as the package's build knows it`);
      return `import { placeOf } from ${JSON.stringify(`${root}src/platform/places.ts`)};\n${placed}`;
    },
  };
}

/**
 * `__ASSET__('a.wasm')` becomes `new URL("./assets/a.wasm", import.meta.url)`: the one form that bundlers know, to be
 * written when our own has done its work.
 */
export function assetUrls(): Plugin {
  return {
    name: 'perpixel:asset-urls',
    renderChunk: (code) => ({ code: written(code), map: null }),
  };
}

export function written(code: string): string {
  return code.replace(MARK, (_all, _quote, name: string) => `new URL("./assets/${name}", import.meta.url)`);
}
