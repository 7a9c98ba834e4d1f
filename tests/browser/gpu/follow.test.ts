import { expect, it } from 'vitest';
import { parseColour } from '../../../src/core/labels/palette.ts';
import { createBackgrounds } from '../../../workers/compositor/background/backgrounds.ts';
import { createGpuPath } from '../../../workers/pipeline/gpu/gpu-path.ts';
import type { PathRequest } from '../../../workers/pipeline/frame-path.ts';
import { createModelLoader } from '../../../workers/pipeline/model-session.ts';
import { RUNTIMES } from '../../../workers/runtimes/browser.ts';
import { taskKernelOf } from '../../../workers/tasks/task-kernels.ts';
import { agreement, brightOrDark, SIDE, square } from '../models/bright-square.ts';
import { needs } from '../needs.ts';
import { request } from './request.ts';
import { FRAME_MOVES } from './moved.ts';

it(
  'labels move along with the picture on the GPU without the model, and only where a frame was held',
  await needs('webGpu'),
  async () => {
    const options = {
      backend: 'webgpu',
      assets: location.href,
      wasm: null,
      refine: null,
      live: true,
    } as const;
    const session = await createModelLoader(
      RUNTIMES,
      { ...options, model: await brightOrDark() },
      () => undefined,
    ).open();
    const { graphics, spec } = session;
    if (!graphics) throw new Error('no graphics device could be had');
    const kernel = taskKernelOf(spec);
    if (typeof kernel === 'string') throw new Error(kernel);
    let runs = 0;
    const resident = {
      ...graphics.resident,
      run: () => {
        runs += 1;
        return graphics.resident.run();
      },
    };
    const path = await createGpuPath({
      ...graphics,
      resident,
      spec,
      kernel,
      target: { canvas: new OffscreenCanvas(1, 1), backgrounds: createBackgrounds(), onDrawn: () => undefined },
      tracks: { last: 0 },
    });
    expect(path.follows).toBe(true);
    runs = 0;
    const label = async (shift: number, how: Partial<PathRequest>): Promise<number[]> => {
      const bitmap = await createImageBitmap(square(shift));
      const frame = new VideoFrame(bitmap, { timestamp: 0 });
      const { spent, moves } = await path.present(frame, { ...request, ...how });
      frame.close();
      expect(spent).toBeGreaterThan(0);
      expect(moves).toEqual(FRAME_MOVES);
      return labelsIn(await path.snapshot());
    };
    // nothing is held yet: the model is asked
    expect(agreement(await label(0, { follow: true, hold: true }), 0)).toBeGreaterThan(0.99);
    expect(runs).toBe(1);
    const moved = await label(8, { hold: true, follow: true });
    expect(runs).toBe(1);
    expect(agreement(moved, 0)).toBeLessThan(0.96);
    expect(agreement(moved, 8)).toBeGreaterThan(0.98);
    const further = await label(12, { hold: true, follow: true });
    expect(runs).toBe(1);
    expect(agreement(further, 12)).toBeGreaterThan(0.97);
    path.reset();
    await label(12, { hold: true, follow: true });
    expect(runs).toBe(2);
    // a better level does not follow, and leaves nothing to be followed
    await label(16, {});
    await label(16, { follow: true, hold: true });
    expect(runs).toBe(4);
    path.close();
    await session.close();

    async function labelsIn(png: Blob | null): Promise<number[]> {
      const bitmap = await createImageBitmap(png ?? new Blob());
      const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, SIDE, SIDE);
      // edges are soft: the nearer colour counts
      const far = (from: number, id: number): number =>
        parseColour(spec.classes[id]?.colour ?? '').reduce(
          (sum, value, channel) => sum + Math.abs(value - data[4 * from + channel]!),
          0,
        );
      return Array.from({ length: SIDE * SIDE }, (_, i) => (far(i, 1) < far(i, 0) ? 1 : 0));
    }
  },
);
