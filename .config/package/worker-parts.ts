import type { Plugin } from 'vite';

/**
 * Of a worker that has parts, each a script of its own (`import()`): classic scripts cannot import one another, so that what
 * the build writes as CommonJS modules gets, in place of Node's, a `require` that runs the part's script. The part is handed
 * what the worker exports for it, and leaves its own in `perpixelPart`.
 * @param parts the names of their files; another one, or one that is missing, is a mistake
 */
export function workerParts(parts: readonly string[]): Plugin {
  return {
    name: 'perpixel:worker-parts',
    renderChunk(code, { isEntry }) {
      return { code: isEntry ? worker(code) : part(code), map: null };
    },
    generateBundle(_options, bundle) {
      const made = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && !file.isEntry ? file.fileName : [],
      );
      if (made.sort().join() !== [...parts].sort().join())
        this.error(`the worker's parts are ${made.join(', ') || 'none'}`);
    },
  };
}

const worker = (code: string): string => `((exports) => {
const taken = {};
const require = (path) => {
  const name = path.slice(2);
  if (!taken[name]) {
    const address = self.perpixelPlaceOf(name);
    try {
      importScripts(address);
    } catch (cause) {
      throw cause.name === 'NetworkError' ? Object.assign(new Error('its script did not come from ' + address, { cause }), { name: cause.name }) : cause;
    }
    taken[name] = self.perpixelPart(exports);
  }
  return taken[name];
};
${code}
})({});`;

const part = (code: string): string => `self.perpixelPart = (worker) => {
const exports = {};
const require = () => worker;
${code}
return exports;
};`;
