/**
 * Opens a model and takes down the memory of the runtime: `take.ts <model.onnx> <image>`; prints the facts as JSON. In a
 * process of its own, since the runtime can be set up once.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { blankFree } from './blank.ts';
import { functionOf, memoryOf, PAGE, pagesOf, SESSION_ON_WASM } from '../../src/platform/start-image.ts';

const [model = '', image = ''] = process.argv.slice(2);
const dist = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
const glue = await readFile(dist.replace(/\.wasm$/, '.mjs'), 'utf8');
const exports = { init: exportOf('OrtInit'), create: exportOf('OrtCreateSession') };

let memory: WebAssembly.Memory | null = null;
let session = 0;
let blank: () => void = () => undefined;
const instantiate = WebAssembly.instantiate.bind(WebAssembly);
WebAssembly.instantiate = (async (bytes: BufferSource, imports: WebAssembly.Imports) => {
  const { instance, module } = await instantiate(bytes, imports);
  memory = memoryOf(imports);
  const create = functionOf(instance.exports, exports.create);
  const heap = {
    memory,
    malloc: functionOf(instance.exports, exportOf('malloc')),
    free: functionOf(instance.exports, exportOf('free')),
  };
  blank = () => blankFree(heap);
  const watched = { ...instance.exports, [exports.create]: (...values: number[]) => (session = create(...values)) };
  return { instance: { exports: watched }, module };
}) as typeof WebAssembly.instantiate;

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmBinary = (await readFile(dist)).buffer;
ort.env.logLevel = 'error';
await ort.InferenceSession.create(await readFile(model), SESSION_ON_WASM);
if (!memory || session === 0) throw new Error('the runtime was not set up as expected');
blank();
const whole = new Uint8Array((memory as WebAssembly.Memory).buffer);
const { runs, content } = pagesOf(whole);
await writeFile(image, content);
console.log(JSON.stringify({ runtime: ort.env.versions.web, pages: whole.length / PAGE, runs, session, exports }));

/** What a function of the runtime is called in this build, where names are shortened. */
function exportOf(name: string): string {
  const [, short] = new RegExp(`\\b_${name}=\\w+\\.(\\w+)`).exec(glue) ?? [];
  if (!short) throw new Error(`the runtime's script speaks of no ${name}`);
  return short;
}
