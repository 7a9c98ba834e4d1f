import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compressed } from './.config/vite/compressed.ts';
import { docs } from './.config/vite/docs.ts';
import { elementData } from './.config/vite/element-data.ts';
import { headers } from './.config/vite/headers.ts';
import { kernels } from './.config/vite/kernels.ts';
import { models } from './.config/vite/models.ts';
import { oddNames } from './.config/vite/odd-names.ts';
import { offline } from './.config/vite/offline.ts';
import { shell } from './.config/vite/shell.ts';
import { types } from './.config/vite/types.ts';
import { versions } from './.config/vite/versions.ts';
import { wasmBytes } from './.config/vite/wasm-bytes.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const root = fileURLToPath(new URL('.', import.meta.url));
/** A folder with models and clips that are no part of the project, for tests that are skipped without it. */
const field = process.env['PERPIXEL_FIELD'] ? resolve(process.env['PERPIXEL_FIELD']) : '';
/** What the browser's code takes from packages. */
const BUNDLED = [
  '@litertjs/core/wasm/litert_wasm_compat_internal.js',
  '@litertjs/core/wasm/litert_wasm_internal.js',
  '@litertjs/core/wasm/litert_wasm_threaded_internal.js',
  '@noble/hashes/sha2.js',
  'comlink',
  'fast-png',
  'fflate',
  'idb',
  'lit',
  'lit/decorators.js',
  'lit/directives/class-map.js',
  'lit/directives/live.js',
  'lit/directives/repeat.js',
  'mediabunny',
  'three',
  'uplot',
  'valibot',
];
const lib = (name: string): string => `lib/${name}`;

export default defineConfig(async ({ command, mode }) => ({
  base: './',
  publicDir: 'src/public',
  appType: 'mpa' as const,
  plugins: [
    headers(),
    kernels(root),
    models(root),
    types(root),
    elementData(root, version),
    shell(root),
    docs(root),
    ...(command === 'build' ? offline(root) : []),
    compressed(root),
    oddNames(root),
  ],
  define: {
    __WASM_BYTES__: JSON.stringify(wasmBytes(root)),
    __PERPIXEL_VERSION__: JSON.stringify(version),
    __VERSIONS__: JSON.stringify(versions(root)),
    // no browser has it: where a library looks for it all the same, as the runtime does, the bundler puts a stand-in into a
    // file of its own, which each of the runtime's threads then has to import
    ...(command === 'build' ? { require: 'undefined' } : {}),
  },
  // named, since one that is found late, behind a worker or an import of its own, reloads a page that is at work
  optimizeDeps: { include: BUNDLED, exclude: ['onnxruntime-web'] },
  server: field ? { fs: { allow: [root, field] } } : {},
  preview: { port: Number(process.env['PORT'] ?? 4173), strictPort: true, host: 'localhost' },
  worker: {
    format: 'es' as const,
    plugins: () => [kernels(root)],
    rolldownOptions: {
      output: {
        entryFileNames: lib('[name]-[hash].js'),
        chunkFileNames: lib('[name]-[hash].js'),
        assetFileNames: lib('[name]-[hash][extname]'),
      },
    },
  },
  build: {
    target: 'es2023',
    assetsDir: 'lib',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // the wasm and three.js are large by nature, and loaded when needed
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        index: 'index.html',
        analyze: 'analyze.html',
        health: 'health.html',
        learn: 'learn.html',
        playground: 'playground.html',
        perpixel: 'src/perpixel.ts',
      },
      preserveEntrySignatures: 'exports-only' as const,
      output: {
        entryFileNames: (chunk: { name: string }) =>
          lib(chunk.name === 'perpixel' ? 'perpixel.js' : '[name]-[hash].js'),
        chunkFileNames: lib('[name]-[hash].js'),
        assetFileNames: lib('[name]-[hash][extname]'),
      },
    },
  },
  test:
    mode !== 'test' && !process.env['VITEST'] ? {} : await (await import('./tests/suites/projects.ts')).projects(field),
}));
