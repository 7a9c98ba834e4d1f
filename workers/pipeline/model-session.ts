import { backendOf } from '../../src/core/tuning/backend.ts';
import { isModelId } from '../../src/core/manifest/catalog.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import type { ModelManifest, ModelSpec } from '../../src/core/manifest/manifest.ts';
import { can } from '../../src/platform/capabilities.ts';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { DeviceTally } from '../gpu/device-tally.ts';
import { watchWork, type WorkWatch } from '../gpu/watch-work.ts';
import { createSeen, seesTheSame } from '../stages/preprocess/seen.ts';
import { divide, type Division } from '../stages/bound/division.ts';
import type { Beside } from './cpu/beside.ts';
import { createBesideOnDemand, type BesideOnDemand } from './cpu/beside-on-demand.ts';
import { createMovedMembers } from './cpu/moved-members.ts';
import { createTwoRate } from './cpu/two-rate.ts';
import { createLabeller, type Labeller } from './cpu/labeller.ts';
import { createMembers, type Member } from './cpu/members.ts';
import { chooseBackend, expectsCpu, type Chosen } from '../model/choose-backend.ts';
import { createPixelReader, type Picture } from '../frames/pixels.ts';
import { STAGES } from './stages.ts';
import { createEngine } from '../model/create-engine.ts';
import { machine } from '../model/machine.ts';
import type { Engine, Resident } from '../model/engine.ts';
import type { ModelSource } from '../model/model-file.ts';
import { runtimeBeside } from '../model/runtime-beside.ts';
import { summedProgress } from '../model/summed-progress.ts';
import { checkClasses } from '../model/same-classes.ts';
import { createOpeningProgress } from '../model/opening-progress.ts';
import { createSharedModels, type SharedModels } from '../model/shared-models.ts';
import type { Runtime } from '../runtimes/port.ts';
import { formatFor } from '../runtimes/runtime-for.ts';
import type { Task } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import { lifeOf, type SessionLife } from './session-life.ts';
import { feedHead, hasClasses, withClasses } from './taught.ts';

export interface ModelSession extends SessionLife {
  readonly spec: ModelSpec;
  readonly task: Task;
  readonly info: PipelineInfo;
  readonly labeller: Labeller<Picture>;
  /** Where frames can stay on the GPU from the picture to the canvas; else null: an ensemble's scores are averaged on the CPU. */
  readonly graphics: Graphics | null;
  /** One model run a frame; false: the mean of several. */
  readonly alone: boolean;
  /** What runs the model while a companion labels every frame; null: it runs here, on each. */
  readonly beside: Beside | null;
  /** What would run the model while what it said of some frames moves along with all; null: nothing does that. */
  readonly onDemand: BesideOnDemand | null;
  /** Whether each piece of work that its device has done is told; null: it has none. */
  readonly work: WorkWatch | null;
  /**
   * Labels with this head from the next run on; absent: the model knows its classes, and is not to be taught.
   * @returns the session that labels so: another one, over the same engine, where its classes are others
   */
  readonly teach?: ((head: Head) => ModelSession) | undefined;
}

export interface Graphics {
  readonly device: GPUDevice;
  readonly tally: DeviceTally;
  readonly resident: Resident;
}

export interface ModelLoader {
  /** Where its files come from. */
  readonly source: Promise<ModelSource>;
  open(): Promise<ModelSession>;
  /** Lets go of the files; sessions stay open. */
  close(): void;
}

/** What a session may get from the place that it is opened in. */
export interface SessionPlace {
  /** Models that others of this worker use too; default: none. */
  readonly models?: SharedModels | undefined;
  /** Of the stream's tracks, which outlast a session. */
  readonly numbers?: TrackNumbers | undefined;
  /** Opens a model in a thread of its own; absent: here models are run on every frame, however slow they are. */
  readonly startBeside?: StartBeside | undefined;
  /** Hears of each piece of work that a graphics device has done. */
  readonly onWork?: (() => void) | undefined;
}

type StartBeside = (options: OpenOptions, onProgress: (progress: Progress) => void) => Promise<Beside>;

/**
 * Downloads a model once; each `open` makes a session of it, as after a lost device.
 * @param runtimes that work here
 */
export function createModelLoader(
  runtimes: readonly Runtime[],
  options: OpenOptions,
  tell: (progress: Progress) => void,
  { models = createSharedModels(), numbers, startBeside, onWork }: SessionPlace = {},
): ModelLoader {
  const onProgress = createOpeningProgress(tell);
  const { assets, ensemble = null, mirror = false } = options;
  const wanted = [options, ...(ensemble === null ? [] : [{ model: ensemble, assets }])];
  const hears = summedProgress(
    wanted.map(() => 0),
    onProgress,
  );
  const held = wanted.map((each, at) => models.hold(each, hears[at]!));
  const source = held[0]!.source;
  const second = held[1]?.source ?? null;
  /** What labels every frame in place of the model; null: the model does. */
  const companion = source.then(async (of) => {
    const model = ensemble === null && !mirror ? companionOf(of, options) : null;
    if (!startBeside || model === null || !options.live || !can('videoFrame')) return null;
    if (!expectsCpu({ ...options, runtimes })) return null;
    // a few hundred kilobytes, beside those of the model
    const holding = models.hold({ model, assets }, () => undefined);
    held.push(holding);
    return holding.source;
  });
  // whoever opens them hears of a failure; the backend may fail before
  for (const each of [source, second, companion]) each?.catch(() => undefined);
  return {
    source,
    async open() {
      if (second) checkClasses((await source).spec, (await second).spec);
      const { backend, runtime, live, threads, wasm, tuning } = options;
      const works = companion.then((fast) => fast ?? source);
      const besides = openBeside();
      // the frames' own model may fail before
      besides.catch(() => undefined);
      const chosen = await chooseBackend(works, {
        runtimes,
        backend,
        runtime,
        live,
        threads,
        tuning,
        assets: wasm,
        onProgress,
      }).catch(async (error: unknown) => {
        (await besides.catch(() => null))?.beside.close();
        throw error;
      });
      try {
        const twoRate = await besides;
        if (twoRate) return toSession(chosen, { second: null, mirror, numbers, slow: twoRate, onDemand: null, onWork });
        const other = second && (await openSecond(await second, chosen));
        const onDemand = mayRunBeside(chosen) ? createBesideOnDemand(() => startAgain(chosen)) : null;
        return toSession(chosen, { second: other, mirror, numbers, slow: null, onDemand, onWork });
      } catch (error) {
        await chosen.engine.close().catch(() => undefined);
        chosen.gpu?.close();
        throw error;
      }
    },
    close: () => held.forEach((each) => each.release()),
  };

  /** It could move along with the picture, and there is a core for it. */
  function mayRunBeside({ spec, gpu }: Chosen): boolean {
    const task = taskOf(spec);
    // a thread of its own would not hear what is taught
    const simple = !second && !mirror && !task.createInference && !task.feeds && task.averagingObstacle(spec) === null;
    const room = options.live && can('videoFrame') && machine(true, null).cores > 1;
    return startBeside !== undefined && simple && !gpu && room;
  }

  /** On the runtime that was found to be the fastest here. */
  function startAgain({ runtime }: Chosen): Promise<Beside> {
    return startBeside!({ ...options, runtime: runtime.id }, () => undefined);
  }

  async function openBeside(): Promise<Slow | null> {
    const fast = await companion;
    if (!fast || !startBeside) return null;
    const { spec } = await source;
    const division = divide(spec.classes, fast.spec.classes);
    const runtime = runtimeBeside(runtimes, spec, options);
    const tellModel = (progress: Progress): void => {
      if (progress.phase === 'model') hears[0]!(progress);
    };
    return { spec, division, beside: await startBeside({ ...options, runtime }, tellModel) };
  }
}

/** A model that a thread of its own runs, while its companion labels every frame. */
interface Slow {
  readonly spec: ModelSpec;
  readonly division: Division;
  readonly beside: Beside;
}

/** Address or manifest of the model that its manifest names. */
function companionOf({ spec, base }: ModelSource, { assets, companions }: OpenOptions): string | ModelManifest | null {
  if (spec.task !== 'semantic' || !spec.companion) return null;
  if (!isModelId(spec.companion)) return new URL(spec.companion, base).href;
  return companions?.[spec.companion] ?? new URL(`models/${spec.companion}.json`, assets).href;
}

interface Second extends Member {
  /** As its manifest has it. */
  readonly model: ModelSpec;
  readonly engine: Engine;
}

async function openSecond(source: ModelSource, { runtime, gpu, engine }: Chosen): Promise<Second> {
  const format = formatFor(runtime, { id: source.spec.id, formats: source.formats });
  const file = await source.file(backendOf(engine.device), 'float32', format);
  const { spec } = file;
  return { model: source.spec, spec, task: taskOf(spec), engine: await createEngine(runtime, file, gpu) };
}

interface Besides {
  readonly second: Second | null;
  readonly mirror: boolean;
  readonly numbers: TrackNumbers | undefined;
  readonly slow: Slow | null;
  readonly onDemand: BesideOnDemand | null;
  readonly onWork: (() => void) | undefined;
}

/** @param life of the engine, where another session began it */
function toSession(
  chosen: Chosen,
  besides: Besides,
  life = {
    ...lifeOf(chosen, [besides.slow?.beside, besides.onDemand, besides.second?.engine]),
    work: chosen.gpu && besides.onWork ? watchWork(chosen.gpu.device, besides.onWork) : null,
  },
): ModelSession {
  const { second, mirror, numbers, slow, onDemand } = besides;
  const { engine, gpu, adapter, threads, tuning } = chosen;
  const alone = !second && !mirror;
  // pictures are brought to the companion's input
  const spec = slow ? { ...slow.spec, input: chosen.spec.input } : chosen.spec;
  const reason = slow ? `${chosen.reason} ${inWords(slow, chosen)}` : chosen.reason;
  const task = taskOf(spec);
  const session: ModelSession = {
    spec,
    task,
    info: {
      model: slow?.spec ?? chosen.model,
      ensemble: second?.model ?? null,
      backend: backendOf(engine.device),
      runtime: chosen.runtime.id,
      reason,
      adapter,
      threads,
      tuning,
    },
    labeller: createLabeller(
      second ? [{ spec, task, engine }, second] : [{ spec, task, engine }],
      STAGES,
      createPixelReader,
      mirror,
      new MoveCounter(gpu?.tally),
      numbers,
      opening(chosen, slow, onDemand),
    ),
    graphics:
      alone && gpu && engine.resident ? { device: gpu.device, tally: gpu.tally, resident: engine.resident } : null,
    alone,
    beside: slow?.beside ?? null,
    onDemand,
    teach: spec.task === 'features' && alone ? teach : undefined,
    ...life,
  };
  return session;

  function teach(head: Head): ModelSession {
    const { model } = chosen;
    feedHead(engine, spec, head);
    if (hasClasses(spec, head)) return session;
    return toSession({ ...chosen, spec: withClasses(spec, head), model: withClasses(model, head) }, besides, life);
  }
}

/** Another way from a picture to its scores than running the model on each; undefined: there is none. */
function opening(chosen: Chosen, slow: Slow | null, beside: BesideOnDemand | null): typeof createMembers | undefined {
  if (slow) {
    const { input } = chosen.spec;
    const seen = seesTheSame(input, slow.spec.input) ? createSeen(input) : null;
    return (_members, _mirror, arena, moves) => createTwoRate({ ...slow, seen, fast: fastOf(chosen) }, arena, moves);
  }
  if (!beside) return undefined;
  return (of, mirror, arena, moves) =>
    createMovedMembers({ members: createMembers(of, mirror, arena, moves), spec: chosen.spec, beside }, moves);
}

function fastOf({ spec, engine }: Chosen): Member {
  return { spec, task: taskOf(spec), engine };
}

function inWords({ spec }: Slow, { spec: fast }: Chosen): string {
  return `“${fast.title}” labels every frame, and in a thread of its own “${spec.title}” some a second.`;
}
