import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { deviceOf, type BackendChoice } from '../../src/core/tuning/backend.ts';
import { PerPixelError, toPerPixelError } from '../../src/core/errors/errors.ts';
import { RUNTIME_TITLES, type RuntimeChoice } from '../../src/core/tuning/runtime.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { firstChoice, holdsFor, type Candidate, type Tuning } from '../../src/core/tuning/tuning.ts';
import { openGpu, type Gpu } from '../gpu/gpu.ts';
import { adapterFacts, identify, machine, surroundings } from './machine.ts';
import type { ModelFile, ModelSource } from './model-file.ts';
import type { LoadedRuntime, LoadOptions, Runtime } from '../runtimes/port.ts';
import { runtimeFor, runtimesOn } from '../runtimes/runtime-for.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';

export interface Chosen {
  /** What the engine runs in; another model may be opened in it. */
  readonly runtime: LoadedRuntime;
  /** As its manifest has it. */
  readonly model: ModelSpec;
  /** As the file has it that is run. */
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
  readonly runtimes: readonly Runtime[];
  readonly backend: BackendChoice;
  /** Default: whichever is fastest. */
  readonly runtime?: RuntimeChoice | undefined;
  readonly assets: LoadOptions['assets'];
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
  const { runtimes, backend, runtime = 'auto', live, tuning } = options;
  const here = machine(live, null);
  const { runtime: usual, ...first } = firstChoice(here);
  const onWasm: Way = { ...first, runtime, ...(options.threads ? { threads: options.threads } : {}) };
  if (backend !== 'auto') {
    if (deviceOf(backend) === 'cpu') return open(source, onWasm, null, options, 'WASM was asked for.');
    const onGpu: Way = { ...onWasm, backend, capture: true };
    return open(source, onGpu, await openGpu(), options, 'WebGPU was asked for.');
  }
  if (tuning && holdsFor(tuning.identity, surroundings(runtimes, here))) {
    const { winner, reason } = tuning;
    const device = deviceOf(winner.backend);
    const gpu = device === 'gpu' ? await openAgain(source, tuning, options) : null;
    const threads = options.threads ?? winner.threads;
    if (gpu || device === 'cpu') {
      const opening = open(source, { ...winner, threads }, gpu, options, reason);
      if (runtime !== 'auto' || winner.runtime === usual) return { ...(await opening), tuning };
      // its files may be gone since, or a companion that labels in the model's place may have none for it
      const found = await opening.catch((thrown: unknown) => toPerPixelError(thrown, 'backend-unavailable', ''));
      if (!(found instanceof PerPixelError)) return { ...found, tuning };
      const instead = `WASM, since ${RUNTIME_TITLES[winner.runtime]}, which is faster here, could not be used: ${found.problem}`;
      return { ...(await open(source, onWasm, null, options, instead)), tuning };
    }
  }
  // threads are among what is timed, and the first label comes sooner without
  const quick = (options.threads ?? 1) === 1;
  return open(source, onWasm, null, options, 'WASM until other ways have been timed here.', quick);
}

/** Whether `chooseBackend` will take the CPU, as far as can be told without asking for a graphics adapter. */
export function expectsCpu({
  runtimes,
  backend,
  live,
  tuning,
}: Pick<ChooseOptions, 'runtimes' | 'backend' | 'live' | 'tuning'>): boolean {
  if (backend !== 'auto') return deviceOf(backend) === 'cpu';
  const holds = tuning && holdsFor(tuning.identity, surroundings(runtimes, machine(live, null)));
  return !holds || deviceOf(tuning.winner.backend) === 'cpu';
}

/** Of a model that the runtime has already. */
function restoredFile({ spec, heads }: ModelSource): ModelFile {
  return { spec, content: null, networks: {}, heads, halves: false, integers: false };
}

/** The device that was measured; null where it is another one now, or none. */
async function openAgain(
  source: Promise<ModelSource>,
  { identity }: Tuning,
  { runtimes, live }: ChooseOptions,
): Promise<Gpu | null> {
  const gpu = await openGpu().catch(() => null);
  if (!gpu) return null;
  try {
    const { spec } = await source;
    if (holdsFor(identity, identify(runtimes, spec, machine(live, adapterFacts(gpu))))) return gpu;
  } catch (error) {
    gpu.close();
    throw error;
  }
  gpu.close();
  return null;
}

/** A candidate, or any runtime where none is named. */
type Way = Omit<Candidate, 'runtime'> & { readonly runtime: RuntimeChoice };

const ONE_THREAD = 'It runs on one thread: this tab has no memory for more.';

/**
 * Opens what was decided on; the device is closed where that fails.
 * @param quick one thread will do where the model has a memory snapshot
 */
async function open(
  source: Promise<ModelSource>,
  { backend, runtime: name, threads, precision, capture }: Way,
  gpu: Gpu | null,
  { runtimes, assets, onProgress }: ChooseOptions,
  reason: string,
  quick = threads === 1,
): Promise<Chosen> {
  const device = gpu ? 'gpu' : 'cpu';
  const snapshot = !gpu && quick ? async () => (await source).snapshot : undefined;
  const load = (each: Runtime): Promise<LoadedRuntime> => each.load({ device, threads, assets, onProgress, snapshot });
  try {
    // the model's manifest says whether this one takes its file, as it mostly does: nothing waits for that
    const [likely] = runtimesOn(runtimes, device, name);
    const expected = load(likely);
    expected.catch(() => undefined);
    const known = await source;
    const { runtime: taking, format } = runtimeFor(
      runtimes,
      device,
      { id: known.spec.id, formats: known.formats },
      name,
    );
    const loading = taking === likely ? expected : load(taking);
    const fileOf = (): Promise<ModelFile> => known.file(backend, precision, format);
    const file = snapshot ? loading.then(({ restored }) => (restored ? restoredFile(known) : fileOf())) : fileOf();
    const [runtime, own] = await Promise.all([loading, file]);
    const { restored, threads: used } = runtime;
    const { spec } = own;
    const model = known.spec;
    const why = used < threads && !restored ? `${reason} ${ONE_THREAD}` : reason;
    // also where nothing had to be fetched, as after a lost device
    onProgress({ phase: 'compile', loaded: 0, total: 0 });
    const engine = await createEngine(runtime, own, gpu, capture);
    if (gpu && engine.device === 'cpu') {
      gpu.close();
      const instead = `WASM, since the model takes or gives halves, and the graphics adapter (${gpu.adapter}) has none.`;
      return { runtime, model, spec, engine, gpu: null, threads: used, adapter: 'CPU', reason: instead };
    }
    return { runtime, model, spec, engine, gpu, threads: used, adapter: gpu?.adapter ?? 'CPU', reason: why };
  } catch (error) {
    gpu?.close();
    throw error;
  }
}
