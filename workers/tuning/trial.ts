import { createLabelMap } from '../../src/core/labels/label-map.ts';
import type { TrialOptions, TrialResult } from '../../src/protocol/tuner.ts';
import { deviceOf } from '../../src/core/tuning/backend.ts';
import { openGpu, type Gpu } from '../gpu/gpu.ts';
import { workDone } from '../gpu/hastened.ts';
import { argmax } from '../stages/argmax/argmax.ts';
import { createPixelReader } from '../frames/pixels.ts';
import { createPreprocess } from '../stages/preprocess/preprocess.ts';
import { createEngine } from '../model/create-engine.ts';
import type { Engine } from '../model/engine.ts';
import { openModel } from '../model/model-file.ts';
import { RUNTIMES } from '../runtimes/browser.ts';
import { runtimeFor } from '../runtimes/runtime-for.ts';
import { taskOf } from '../tasks/tasks.ts';
import { testPicture } from './test-picture.ts';

const WARM_UP = 2;
const MOST_RUNS = 16;
/** Slow candidates are known to be slow after fewer runs. */
const LONG_ENOUGH_MS = 1500;

/** Labels the test picture as a candidate does, and times it. For a worker that does nothing else. */
export async function runTrial({ model, assets, wasm, candidate }: TrialOptions): Promise<TrialResult> {
  const { backend, runtime: name, threads, precision, capture } = candidate;
  const onProgress = (): void => undefined;
  const source = await openModel({ model, assets }, onProgress);
  const device = deviceOf(backend);
  const gpu = device === 'gpu' ? await openGpu() : null;
  const { runtime: chosen, format } = runtimeFor(
    RUNTIMES,
    device,
    { id: source.spec.id, formats: source.formats },
    name,
  );
  const [runtime, file] = await Promise.all([
    chosen.load({ device, threads, assets: wasm, onProgress }),
    source.file(backend, precision, format),
  ]);
  const engine = await createEngine(runtime, file, gpu, capture);
  if (engine.device !== device) throw new Error('the adapter has no halves, which the model takes or gives');
  const { input } = file.spec;
  const picture = new ImageData(testPicture(input.width, input.height), input.width, input.height);
  const pixels = await createPixelReader().read(picture);
  const preprocess = createPreprocess(input);
  preprocess.run(pixels, picture, engine.input);
  const task = taskOf(file.spec);
  const own = task.createInference?.(file.spec, engine, engine.networks);
  const { scores } = own
    ? await own.infer({ pixels, luma: preprocess.luma, pace: 'live' })
    : task.decode(file.spec, await engine.run());
  const labels = createLabelMap(scores.classes, scores.width * scores.height);
  argmax(scores, labels);
  return {
    labels,
    broken: !scores.data.every(Number.isFinite),
    milliseconds: await time(engine, gpu),
    note:
      runtime.threads < threads ? 'this tab has no memory for them' : capture ? (engine.resident?.note ?? null) : null,
  };
}

/** The lower quartile: what a run takes when nothing comes between. */
async function time(engine: Engine, gpu: Gpu | null): Promise<number> {
  const { resident } = engine;
  const run = async (): Promise<void> => {
    if (resident && gpu) {
      await resident.run();
      await workDone(gpu.device);
    } else await engine.run();
  };
  for (let count = 0; count < WARM_UP; count += 1) await run();
  const times: number[] = [];
  const end = performance.now() + LONG_ENOUGH_MS;
  while (times.length < MOST_RUNS && (times.length === 0 || performance.now() < end)) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
    // the page that labels meanwhile has its turn
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  return times.sort((a, b) => a - b)[times.length >> 2] ?? Infinity;
}
