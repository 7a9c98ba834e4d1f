import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import type * as Litert from '@litertjs/core';

/** What LiteRT.js looks for in a worker, its own script in Node, and what that is set up with. */
const BORROWED = ['self', 'importScripts', 'require', '__dirname', 'Module'] as const;

let loaded: Promise<typeof Litert> | undefined;

/** LiteRT.js, which is made for browsers, in this process: its WebAssembly asks for no more than a script that is run. */
function litert(): Promise<typeof Litert> {
  return (loaded ??= load());
}

async function load(): Promise<typeof Litert> {
  const require = createRequire(import.meta.url);
  const folder = fileURLToPath(new URL('../../../node_modules/@litertjs/core/wasm', import.meta.url));
  const scope = globalThis as Record<string, unknown>;
  const before = BORROWED.map((name) => Object.getOwnPropertyDescriptor(scope, name));
  const importScripts = (path: string): unknown => runInThisContext(readFileSync(path, 'utf8'), { filename: path });
  const silent = (): void => {};
  const Module = { print: silent, printErr: silent };
  const given = { self: globalThis, importScripts, require, __dirname: folder, Module };
  for (const [name, value] of Object.entries(given)) define(scope, name, value);
  // there is no graphics adapter, which it says aloud
  const { warn } = console;
  console.warn = silent;
  try {
    const library = await import('@litertjs/core');
    await library.loadLiteRt(`${folder}/`, { threads: false });
    return library;
  } finally {
    console.warn = warn;
    // the other runtime must not take this for a worker
    for (const [i, name] of BORROWED.entries()) {
      const own = before[i];
      if (own) Object.defineProperty(scope, name, own);
      else delete scope[name];
    }
  }
}

function define(scope: object, name: string, value: unknown): void {
  Object.defineProperty(scope, name, { value, configurable: true, writable: true, enumerable: true });
}

export interface Outcome {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Runs a TFLite file on the CPU, once. @param inputs by name @returns what comes out, by name */
export async function runTflite(
  file: Uint8Array,
  inputs: Readonly<Record<string, Float32Array>>,
): Promise<Record<string, Outcome>> {
  const { loadAndCompile, Tensor } = await litert();
  const model = await loadAndCompile(file, { accelerator: 'wasm' });
  try {
    const tensors = model.getInputDetails().map(({ name, shape }) => {
      const values = inputs[name];
      if (!values) throw new Error(`nothing is given for "${name}"`);
      return new Tensor(values, [...shape]);
    });
    const outputs = await model.run(tensors);
    const details = model.getOutputDetails();
    const outcomes = outputs.map((output, i) => {
      const { name = '', shape = [] } = details[i] ?? {};
      return [name, { shape: [...shape], values: Float32Array.from(output.toTypedArray()) }] as const;
    });
    for (const tensor of [...tensors, ...outputs]) tensor.delete();
    return Object.fromEntries(outcomes);
  } finally {
    model.delete();
  }
}
