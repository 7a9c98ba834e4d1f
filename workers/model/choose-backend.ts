import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { BackendChoice } from '../../src/core/tuning/backend.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { firstChoice, holdsFor, type Candidate, type Tuning } from '../../src/core/tuning/tuning.ts';
import { openGpu, type Gpu } from '../gpu/gpu.ts';
import { createEngine, type Engine } from '../runtimes/ort-web/engine.ts';
import { adapterFacts, identify, machine, surroundings } from './machine.ts';
import type { ModelFile, ModelSource } from './model-file.ts';
import { loadRuntime, type Ort } from '../runtimes/ort-web/runtime.ts';

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
 * Opens the model on the backend asked for. `auto` goes by what was measured on this machine; where that says nothing else
 * it takes WASM, which always works, and asks for no graphics adapter on the way. The runtime is fetched while the model
 * still comes.
 * @throws PerPixelError `backend-unavailable` where WebGPU is asked for and there is none
 */
export async function chooseBackend(source: Promise<ModelSource>, options: ChooseOptions): Promise<Chosen> {
  const { backend, live, tuning } = options;
  const here = machine(live, null);
  const onWasm: Candidate = { ...firstChoice(here), ...(options.threads ? { threads: options.threads } : {}) };
  if (backend === 'wasm') return open(source, onWasm, null, options, 'WASM was asked for.');
  if (backend === 'webgpu') {
    const onGpu: Candidate = { ...onWasm, backend, capture: true };
    return open(source, onGpu, await openGpu(), options, 'WebGPU was asked for.');
  }
  if (tuning && holdsFor(tuning.identity, surroundings(here))) {
    const { winner, reason } = tuning;
    const gpu = winner.backend === 'webgpu' ? await openAgain(source, tuning, live) : null;
    const threads = options.threads ?? winner.threads;
    if (gpu || winner.backend === 'wasm') {
      return { ...(await open(source, { ...winner, threads }, gpu, options, reason)), tuning };
    }
  }
  // threads are among what is timed, and the first label comes sooner without
  const quick = (options.threads ?? 1) === 1;
  return open(source, onWasm, null, options, 'WASM until other ways have been timed here.', quick);
}

/** The device that was measured; null where it is another one now, or none. */
async function openAgain(source: Promise<ModelSource>, { identity }: Tuning, live: boolean): Promise<Gpu | null> {
  const gpu = await openGpu().catch(() => null);
  if (!gpu) return null;
  try {
    const { spec } = await source;
    if (holdsFor(identity, identify(spec, machine(live, adapterFacts(gpu))))) return gpu;
  } catch (error) {
    gpu.close();
    throw error;
  }
  gpu.close();
  return null;
}

const ONE_THREAD = 'It runs on one thread: this tab has no memory for more.';

/** What is opened where the runtime has the model already. */
const NOTHING = new Uint8Array(1);

/**
 * Opens what was decided on; the device is closed where that fails.
 * @param quick one thread will do where the model has a start image
 */
async function open(
  source: Promise<ModelSource>,
  { backend, threads, precision, capture }: Candidate,
  gpu: Gpu | null,
  { assets, onProgress }: ChooseOptions,
  reason: string,
  quick = threads === 1,
): Promise<Chosen> {
  const fileOf = async (): Promise<ModelFile> => (await source).file(backend, precision);
  try {
    const start = backend === 'wasm' && quick ? async () => (await source).start() : undefined;
    const loading = loadRuntime({ gpu: gpu !== null, threads, assets, onProgress, start });
    const file = start
      ? loading.then(async ({ started }) =>
          started ? { spec: (await source).spec, bytes: NOTHING, halves: false, external: [] } : fileOf(),
        )
      : fileOf();
    const [{ ort, started, threads: used }, own] = await Promise.all([loading, file]);
    const { spec } = own;
    const told = used < threads && !started ? `${reason} ${ONE_THREAD}` : reason;
    // also where nothing had to be fetched, as after a lost device
    onProgress({ phase: 'compile', loaded: 0, total: 0 });
    const engine = await createEngine(ort, own, gpu, capture);
    if (gpu && engine.backend === 'wasm') {
      gpu.close();
      const why = `WASM, since the model takes or gives halves, and the graphics adapter (${gpu.adapter}) has none.`;
      return { ort, spec, engine, gpu: null, threads: used, adapter: 'CPU', reason: why };
    }
    return { ort, spec, engine, gpu, threads: used, adapter: gpu?.adapter ?? 'CPU', reason: told };
  } catch (error) {
    gpu?.close();
    throw error;
  }
}
