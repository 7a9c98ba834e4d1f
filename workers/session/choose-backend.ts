import { toPerPixelError } from '../../src/shared/errors.ts';
import type { ModelSpec } from '../../src/shared/manifest.ts';
import type { BackendChoice, Progress, Tunable } from '../../src/shared/protocol.ts';
import { candidatesFor, isSameIdentity, usualThreads, type Candidate, type Tuning } from '../../src/shared/tuning.ts';
import { openGpu, type Gpu } from '../gpu/gpu.ts';
import { createEngine, type Engine } from './engine.ts';
import { adapterFacts, identify, machine } from './machine.ts';
import type { ModelSource } from './model-file.ts';
import { loadRuntime, type Ort } from './runtime.ts';

export interface Chosen {
  /** The runtime the engine runs in; another model may be opened in it. */
  readonly ort: Ort;
  readonly spec: ModelSpec;
  readonly engine: Engine;
  readonly gpu: Gpu | null;
  readonly threads: number;
  /** One sentence for the visitor. */
  readonly reason: string;
  readonly adapter: string;
  readonly tuning?: Tuning | undefined;
  readonly tunable?: Tunable | undefined;
}

export interface ChooseOptions {
  readonly backend: BackendChoice;
  readonly assets: string | null;
  readonly live: boolean;
  /** Default: what suits the machine. */
  readonly threads?: number | undefined;
  readonly tuning?: Tuning | null | undefined;
  onProgress(progress: Progress): void;
}

/**
 * Opens the model on the backend asked for. `auto` goes by what was measured on this machine; before that it takes WASM,
 * which always works, and says what there is to measure. The runtime is fetched while the model still comes.
 */
export async function chooseBackend(source: Promise<ModelSource>, options: ChooseOptions): Promise<Chosen> {
  const { backend } = options;
  const spare = options.live ? 1 : 0;
  const onWasm: Candidate = {
    backend: 'wasm',
    threads: options.threads ?? usualThreads(machine(spare, null)),
    precision: 'float32',
    capture: false,
  };
  if (backend === 'wasm') return open(source, onWasm, null, options, 'WASM was asked for.');
  const { gpu, problem } = await tryGpu(backend === 'webgpu');
  if (backend === 'webgpu') {
    return open(source, { ...onWasm, backend: 'webgpu', capture: true }, gpu, options, 'WebGPU was asked for.');
  }
  const facts = machine(spare, gpu && adapterFacts(gpu));
  try {
    const { spec } = await source;
    const identity = identify(spec, facts);
    const { tuning } = options;
    if (tuning && isSameIdentity(tuning.identity, identity)) {
      const { winner, reason } = tuning;
      const threads = options.threads ?? winner.threads;
      return { ...(await open(source, { ...winner, threads }, gpu, options, reason)), tuning };
    }
    const candidates = candidatesFor(
      facts,
      (spec.variants ?? []).some(({ precision }) => precision === 'float16'),
    );
    // who has fixed the threads has several sessions at work, which one at a time says nothing about
    const tunable = candidates.length > 1 && options.threads === undefined ? { identity, candidates } : undefined;
    return { ...(await open(source, onWasm, gpu, options, untuned(gpu, problem, tunable))), tunable };
  } catch (error) {
    gpu?.close();
    throw error;
  }
}

/** Opens what was decided on, and closes a device that this is not. */
async function open(
  source: Promise<ModelSource>,
  { backend, threads, precision, capture }: Candidate,
  gpu: Gpu | null,
  { assets, onProgress }: ChooseOptions,
  reason: string,
): Promise<Chosen> {
  const device = backend === 'webgpu' ? gpu : null;
  if (!device) gpu?.close();
  try {
    const [ort, file] = await Promise.all([
      loadRuntime({ gpu: device !== null, threads, assets, onProgress }),
      source.then((model) => model.file(backend, precision)),
    ]);
    const engine = await createEngine(ort, file, device, capture);
    return { ort, spec: file.spec, engine, gpu: device, threads, adapter: device?.adapter ?? 'CPU', reason };
  } catch (error) {
    device?.close();
    throw error;
  }
}

/** @throws PerPixelError `backend-unavailable` where there is no GPU and it must be one */
async function tryGpu(required: boolean): Promise<{ gpu: Gpu | null; problem: string }> {
  try {
    return { gpu: await openGpu(), problem: '' };
  } catch (thrown) {
    const error = toPerPixelError(thrown, 'backend-unavailable', 'Choose the backend “wasm” or “auto”.');
    if (required) throw error;
    return { gpu: null, problem: error.problem };
  }
}

function untuned(gpu: Gpu | null, problem: string, tunable: Tunable | undefined): string {
  if (!gpu) return problem.replace(/^WebGPU cannot be used: (.*)\.$/, 'WASM, since $1.');
  if (gpu.software) return `WASM, since the graphics adapter (${gpu.adapter}) is only software.`;
  return tunable ? 'WASM until WebGPU has been timed here.' : 'WASM is the only way here.';
}
