import { readFile } from 'node:fs/promises';
import { build } from 'vite';
import { ROOT } from './places.ts';
import { packageBuild } from './settings.ts';

/** What each of ours is made of. */
export const ORT_BUILDS = {
  wasm: ['ort.wasm.bundle.min.mjs', 'ort-wasm-simd-threaded.wasm'],
  jspi: ['ort.jspi.bundle.min.mjs', 'ort-wasm-simd-threaded.jspi.wasm'],
  asyncify: ['ort.webgpu.bundle.min.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'],
} as const;

export const ORT = `${ROOT}node_modules/onnxruntime-web/dist/`;

/** What in ONNX Runtime's modules is of modules alone, and what is said in its place. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  // its glue from another file, which nobody asks for: it is in the bundle
  [/import\(\s*\/\*webpackIgnore:true\*\/\s*\/\*@vite-ignore\*\/\s*\w+\s*\)/g, 'Promise.reject(new Error("one file"))'],
  [/\bimport\.meta\.url\b/g, 'perpixelOrtSelf'],
  // its threads run this script too
  [/\{type:"module",workerData:"em-pthread"/g, '{workerData:"em-pthread"'],
];

/**
 * ONNX Runtime as a plain script, which leaves itself in `perpixelOrt` and takes `perpixelOrtUrl` for its own address. As a
 * module it is spoilt on its way through other people's tools: minifiers stumble over `import.meta` in what they take for a
 * script, and development servers rewrite `import()`.
 */
export async function writeOrtScript(variant: keyof typeof ORT_BUILDS, outDir: string): Promise<void> {
  const [module] = ORT_BUILDS[variant];
  await build({
    ...packageBuild,
    plugins: [
      {
        name: 'perpixel:ort-script',
        enforce: 'pre',
        async load(id) {
          return id.endsWith(module) ? changed(await readFile(id, 'utf8'), module) : null;
        },
        // a bundler that takes it for a module (Parcel) keeps what `var` declares to itself
        renderChunk: (code) => ({
          code: `var perpixelOrtSelf = self.perpixelOrtUrl ?? self.location.href;\n${code}\nself.perpixelOrt = perpixelOrt;`,
          map: null,
        }),
      },
    ],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: { external: /^(node:|worker_threads|fs|os|path)/ },
      lib: { entry: ORT + module, formats: ['iife'], name: 'perpixelOrt', fileName: () => `ort.${variant}.js` },
    },
  });
}

function changed(code: string, module: string): string {
  return CHANGES.reduce((text, [from, to]) => {
    if (!text.match(from)) throw new Error(`${module} has changed: ${from} is not in it`);
    return text.replace(from, to);
  }, code);
}
