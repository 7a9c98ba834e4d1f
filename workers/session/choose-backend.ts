import { toPerPixelError } from '../../src/shared/errors.ts';
import type { BackendChoice, Progress } from '../../src/shared/protocol.ts';
import { openGpu, type Gpu } from '../gpu/gpu.ts';
import { createEngine, type Engine } from './engine.ts';
import type { ModelFile } from './model-file.ts';
import { loadRuntime, threadCount, type Ort } from './runtime.ts';

export interface Chosen {
  /** The runtime the engine runs in; another model may be opened in it. */
  readonly ort: Ort;
  readonly engine: Engine;
  readonly gpu: Gpu | null;
  readonly threads: number;
  /** One sentence for the visitor. */
  readonly reason: string;
  readonly adapter: string;
}

export interface ChooseOptions {
  readonly backend: BackendChoice;
  readonly assets: string | null;
  readonly live: boolean;
  /** Default: what suits the machine. */
  readonly threads?: number | undefined;
  onProgress(progress: Progress): void;
}

/**
 * Opens the model on the backend asked for; `auto` takes the faster one. A software adapter never beats WASM and is not
 * tried; on a real one both are timed with this model.
 */
export async function chooseBackend(file: ModelFile, options: ChooseOptions): Promise<Chosen> {
  const { backend, assets, live, onProgress } = options;
  const threads = options.threads ?? threadCount(live ? 1 : 0);
  if (backend === 'wasm') return onWasm(file, options, threads, 'WASM was asked for.');
  let gpu: Gpu;
  try {
    gpu = await openGpu();
  } catch (thrown) {
    const error = toPerPixelError(thrown, 'backend-unavailable', 'Choose the backend “wasm” or “auto”.');
    if (backend === 'webgpu') throw error;
    return onWasm(file, options, threads, error.problem.replace(/^WebGPU cannot be used: (.*)\.$/, 'WASM, since $1.'));
  }
  if (backend === 'auto' && gpu.software) {
    gpu.close();
    return onWasm(file, options, threads, `WASM, since the graphics adapter (${gpu.adapter}) is only software.`);
  }
  try {
    const ort = await loadRuntime({ gpu: true, threads, assets, onProgress });
    const engine = await createEngine(ort, file, gpu);
    if (backend === 'webgpu')
      return { ort, engine, gpu, threads, adapter: gpu.adapter, reason: 'WebGPU was asked for.' };
    return await faster(ort, file, engine, gpu, threads);
  } catch (error) {
    gpu.close();
    throw error;
  }
}

async function onWasm(file: ModelFile, options: ChooseOptions, threads: number, reason: string): Promise<Chosen> {
  const { assets, onProgress } = options;
  const ort = await loadRuntime({ gpu: false, threads, assets, onProgress });
  return { ort, engine: await createEngine(ort, file, null), gpu: null, threads, adapter: 'CPU', reason };
}

/** The runtime with WebGPU holds the CPU kernels too, so that both can be timed side by side. */
async function faster(ort: Ort, file: ModelFile, onGpu: Engine, gpu: Gpu, threads: number): Promise<Chosen> {
  const onCpu = await createEngine(ort, file, null);
  const gpuTime = await time(onGpu);
  const cpuTime = await time(onCpu);
  const figures = `WebGPU ${gpuTime.toFixed(1)} ms, WASM ${cpuTime.toFixed(1)} ms for this model`;
  if (gpuTime <= cpuTime) {
    await onCpu.close();
    return {
      ort,
      engine: onGpu,
      gpu,
      threads,
      adapter: gpu.adapter,
      reason: `WebGPU is the faster one here: ${figures}.`,
    };
  }
  await onGpu.close();
  gpu.close();
  return { ort, engine: onCpu, gpu: null, threads, adapter: 'CPU', reason: `WASM is the faster one here: ${figures}.` };
}

/** Milliseconds a run takes once warm: the best of five. */
async function time(engine: Engine): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < 7; run += 1) {
    const start = performance.now();
    await engine.run();
    if (run > 1) best = Math.min(best, performance.now() - start);
  }
  return best;
}
