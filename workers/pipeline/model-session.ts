import { backendOf } from '../../src/core/tuning/backend.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { DeviceTally } from '../gpu/device-tally.ts';
import { createLabeller, type Labeller } from './cpu/labeller.ts';
import type { Member } from './cpu/members.ts';
import { chooseBackend, type Chosen } from '../model/choose-backend.ts';
import { createPixelReader, type Picture } from '../frames/pixels.ts';
import { STAGES } from './stages.ts';
import { createEngine } from '../model/create-engine.ts';
import type { Engine, Resident } from '../model/engine.ts';
import type { ModelSource } from '../model/model-file.ts';
import { summedProgress } from '../model/summed-progress.ts';
import { checkClasses } from '../model/same-classes.ts';
import { createOpeningProgress } from '../model/opening-progress.ts';
import { createSharedModels, type SharedModels } from '../model/shared-models.ts';
import type { Runtime } from '../runtimes/port.ts';
import { checkFormat } from '../runtimes/runtime-for.ts';
import type { Task } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';

export interface ModelSession {
  readonly spec: ModelSpec;
  readonly task: Task;
  readonly info: PipelineInfo;
  readonly labeller: Labeller<Picture>;
  /** Where frames can stay on the GPU from the picture to the canvas; else null: an ensemble's scores are averaged on the CPU. */
  readonly graphics: Graphics | null;
  /** One model run a frame; false: the mean of several. */
  readonly alone: boolean;
  /** Resolves with the reason when the graphics device is lost; never on WASM. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

export interface Graphics {
  readonly device: GPUDevice;
  readonly tally: DeviceTally;
  readonly resident: Resident;
}

export interface ModelLoader {
  open(): Promise<ModelSession>;
  /** Lets go of the files; sessions stay open. */
  close(): void;
}

/**
 * Downloads a model once; each `open` makes a session of it, as after a lost device.
 * @param runtimes that work here
 * @param models that others of this worker use too; default: none
 * @param numbers of the stream's tracks, which outlast a session
 */
export function createModelLoader(
  runtimes: readonly Runtime[],
  options: OpenOptions,
  tell: (progress: Progress) => void,
  models: SharedModels = createSharedModels(),
  numbers?: TrackNumbers,
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
  // whoever opens them hears of a failure; the backend may fail before
  for (const each of [source, second]) each?.catch(() => undefined);
  return {
    async open() {
      if (second) checkClasses((await source).spec, (await second).spec);
      const { backend, live, threads, wasm, tuning } = options;
      const chosen = await chooseBackend(source, {
        runtimes,
        backend,
        live,
        threads,
        tuning,
        assets: wasm,
        onProgress,
      });
      if (!second) return toSession(chosen, null, mirror, numbers);
      try {
        return toSession(chosen, await openSecond(await second, chosen), mirror, numbers);
      } catch (error) {
        await chosen.engine.close().catch(() => undefined);
        chosen.gpu?.close();
        throw error;
      }
    },
    close: () => held.forEach((each) => each.release()),
  };
}

interface Second extends Member {
  readonly spec: ModelSpec;
  readonly engine: Engine;
}

async function openSecond(source: ModelSource, { runtime, gpu, engine }: Chosen): Promise<Second> {
  checkFormat(runtime, source.spec);
  const file = await source.file(backendOf(engine.device), 'float32');
  const { spec } = source;
  return { spec, task: taskOf(spec), engine: await createEngine(runtime, file, gpu) };
}

function toSession(
  chosen: Chosen,
  second: Second | null,
  mirror: boolean,
  numbers: TrackNumbers | undefined,
): ModelSession {
  const { spec, engine, gpu, reason, adapter, threads, tuning } = chosen;
  const alone = !second && !mirror;
  const task = taskOf(spec);
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    const tell = (reason: string): void => {
      if (!closed) resolve(reason);
    };
    void gpu?.device.lost.then((info) => tell(info.message || info.reason));
    // a refused command leaves a frame undrawn: a new device is safer than one that goes on so
    gpu?.device.addEventListener('uncapturederror', ({ error }) => tell(error.message));
  });
  return {
    spec,
    task,
    info: {
      model: spec,
      ensemble: second?.spec ?? null,
      backend: backendOf(engine.device),
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
    ),
    graphics:
      alone && gpu && engine.resident ? { device: gpu.device, tally: gpu.tally, resident: engine.resident } : null,
    alone,
    lost,
    async close() {
      if (closed) return;
      closed = true;
      await second?.engine.close().catch(() => undefined);
      await engine.close().catch(() => undefined);
      gpu?.close();
    },
  };
}
