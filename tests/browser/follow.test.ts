import { expect, it } from 'vitest';
import { emptyTimings } from '../../src/shared/metrics.ts';
import { createLabeller, type Labeller } from '../../workers/labeller.ts';
import { createEngine } from '../../workers/session/engine.ts';
import { openModel } from '../../workers/session/model-file.ts';
import { loadRuntime } from '../../workers/session/runtime.ts';
import { linearNetwork, nearest } from './models/networks.ts';
import { classes, manifestFor, picture } from './models/own-model.ts';

const SIDE = 128;
const size = { width: SIDE, height: SIDE };

/** A textured bright square before a textured dark wall, so far to the right. */
function square(shift: number): ImageData {
  return picture(SIDE, SIDE, (x, y) => {
    const texture = 40 * Math.sin((x - shift) / 4) * Math.cos(y / 5);
    const wall = 30 * Math.sin(x / 5 + y / 3);
    return isSquare(x - shift, y) ? [240, 160 + texture, 60] : [30, 50 + wall, 120 + wall];
  });
}

const isSquare = (x: number, y: number): boolean => x >= 32 && x < 88 && y >= 36 && y < 92;

/** Class 1 where it is bright, class 0 where it is dark; `end` releases the model. */
async function brightOrDark(): Promise<{ labeller: Labeller; end(): Promise<void> }> {
  const network = linearNetwork('NCHW', SIDE, SIDE, [
    {
      name: 'out',
      ...nearest([
        [0.12, 0.2, 0.47],
        [0.94, 0.63, 0.24],
      ]),
    },
  ]);
  const manifest = await manifestFor(network, {
    input: { name: 'in', width: SIDE, height: SIDE },
    output: { name: 'out', kind: 'logits' },
    classes: classes(2),
  });
  const source = await openModel({ model: manifest, assets: location.href }, () => undefined);
  const { ort } = await loadRuntime({ gpu: false, threads: 1, assets: null, onProgress: () => undefined });
  const engine = await createEngine(ort, await source.file('wasm', 'float32'), null);
  return { labeller: createLabeller([{ spec: source.spec, engine }]), end: () => engine.close() };
}

function agreement(labels: Uint8Array, shift: number): number {
  const same = labels.filter((label, i) => label === (isSquare((i % SIDE) - shift, Math.floor(i / SIDE)) ? 1 : 0));
  return same.length / labels.length;
}

it('a label map follows the picture without the model, and only where a frame was held', async () => {
  const { labeller, end } = await brightOrDark();
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
