import { ISOLATED, PLAIN, STRICT } from '../conditions.ts';
import { html, module, type App } from '../app.ts';

/** A project that has LiteRT installed, and a TensorFlow Lite file made of a model of its own. */
export const viteLiteRt: App = {
  name: 'vite-litert',
  title: 'Vite, LiteRT',
  tools: { vite: '8.3.8', '@litertjs/core': '2.5.3' },
  build: [
    'perpixel assets public/perpixel --model tiny',
    'perpixel models convert public/perpixel/models/tiny.onnx --out public/perpixel/models --id tiny',
    'node list.mjs',
    'vite build',
  ],
  out: 'dist',
  files: {
    'index.html': html(module('/main.js')),
    'list.mjs': `import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const folder = 'public/perpixel/models/';
const bytes = readFileSync(folder + 'tiny.tflite');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const manifest = JSON.parse(readFileSync(folder + 'tiny.json', 'utf8'));
const variants = [{ format: 'tflite', precision: 'float32', file: 'tiny.tflite', sha256, bytes: bytes.length }];
writeFileSync(folder + 'own.json', JSON.stringify({ ...manifest, id: 'own', variants }));
`,
    'main.js': `import { createSegmenter } from 'perpixel';

const model = new URL('/perpixel/models/own.json', location.href);
const options = { model, assets: '/perpixel/', backend: 'wasm', runtime: 'litert' };
globalThis.segmenter = createSegmenter(options).then((segmenter) => {
  if (segmenter.runtime !== 'litert') throw new Error('It runs on ' + segmenter.runtime + '.');
  return segmenter;
});
`,
  },
  uses: 'segmenter',
  conditions: [ISOLATED, PLAIN, STRICT],
};
