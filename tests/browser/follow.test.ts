import { expect, it } from 'vitest';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import { createLabeller, type Labeller } from '../../workers/pipeline/cpu/labeller.ts';
import { createPixelReader } from '../../workers/frames/pixels.ts';
import { STAGES } from '../../workers/pipeline/stages.ts';
import { createEngine } from '../../workers/model/create-engine.ts';
import { openModel } from '../../workers/model/model-file.ts';
import { ortWeb } from '../../workers/runtimes/ort-web/ort-web.ts';
import { taskOf } from '../../workers/tasks/tasks.ts';
import { agreement, brightOrDark, SIDE, square } from './models/bright-square.ts';

const size = { width: SIDE, height: SIDE };

/** `end` releases the model. */
async function labels(): Promise<{ labeller: Labeller<ImageData>; end(): Promise<void> }> {
  const source = await openModel({ model: await brightOrDark(), assets: location.href }, () => undefined);
  const runtime = await ortWeb.load({ device: 'cpu', threads: 1, assets: null, onProgress: () => undefined });
  const { spec } = source;
  const engine = await createEngine(runtime, await source.file('wasm', 'float32'), null);
  return {
    labeller: createLabeller([{ spec, task: taskOf(spec), engine }], STAGES, createPixelReader),
    end: () => engine.close(),
  };
}

it('a label map follows the picture without the model, and only where a frame was held', async () => {
  const { labeller, end } = await labels();
  const request = { frame: size, size, refine: false, streamed: true } as const;
  const label = async (shift: number, how: { hold?: boolean; follow?: boolean }) =>
    (await labeller.label(square(shift), { ...request, ...how }, emptyTimings())).labels.slice();
  // nothing is held yet: the model is asked
  expect(agreement(await label(0, { follow: true }), 0)).toBe(1);
  const held = await label(0, { hold: true });
  await end();
  // the model is gone: what follows cannot have asked it
  await expect(label(8, {})).rejects.toThrow();
  const moved = await label(8, { hold: true, follow: true });
  expect(agreement(held, 8)).toBeLessThan(0.96);
  expect(agreement(moved, 8)).toBeGreaterThan(0.98);
  labeller.reset();
  await expect(label(8, { follow: true })).rejects.toThrow();
});
