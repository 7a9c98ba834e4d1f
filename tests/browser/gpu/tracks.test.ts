import { expect, it } from 'vitest';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { shadeOf } from '../../../src/core/instances/shade.ts';
import type { Labelling } from '../../../src/core/instances/instance.ts';
import { createBackgrounds } from '../../../workers/compositor/background/backgrounds.ts';
import { createGpuPath } from '../../../workers/pipeline/gpu/gpu-path.ts';
import type { Drawn, PathRequest } from '../../../workers/pipeline/frame-path.ts';
import { createModelLoader } from '../../../workers/pipeline/model-session.ts';
import { RUNTIMES } from '../../../workers/runtimes/browser.ts';
import { taskKernelOf } from '../../../workers/tasks/task-kernels.ts';
import { brightOrDark, SIDE, square } from '../models/bright-square.ts';
import { needs } from '../needs.ts';
import { request } from './request.ts';

it(
  'the things of a stream keep their tracks on the GPU, and nothing but their figures is read back',
  // many shaders are compiled, on a CPU
  { ...(await needs('webGpu')), timeout: 180_000 },
  async () => {
    const options = { backend: 'webgpu', assets: location.href, wasm: null, refine: null, live: true } as const;
    const plain = await brightOrDark();
    const model = { ...plain, classes: plain.classes.map((each) => ({ ...each, thing: each.id === 1 })) };
    const session = await createModelLoader(RUNTIMES, { ...options, model }, () => undefined).open();
    const { graphics, spec } = session;
    const kernel = taskKernelOf(spec);
    if (!graphics || typeof kernel === 'string') throw new Error('no graphics device could be had');
    const tracks = { last: 0 };
    const path = await createGpuPath({
      ...graphics,
      spec,
      kernel,
      target: { canvas: new OffscreenCanvas(1, 1), backgrounds: createBackgrounds(), onDrawn: () => undefined },
      tracks,
    });
    let labelling: Labelling = 'panoptic';
    let seconds = 0;
    const view = (): ReturnType<PathRequest['view']> => ({ ...request.view(), labelling });
    const present = async (shift: number, how: Partial<PathRequest> = {}): Promise<Drawn> => {
      const frame = new VideoFrame(await createImageBitmap(square(shift)), { timestamp: 0 });
      seconds += 0.04;
      const drawn = await path.present(frame, { ...request, view, seconds, ...how });
      frame.close();
      expect(drawn.moves).toEqual({ copies: 0, readbacks: 0 });
      return drawn;
    };
    /** Presents the same frame until its own figures have come. */
    const found = async (shift: number, how: Partial<PathRequest> = {}): Promise<readonly Instance[]> => {
      let drawn = await present(shift, how);
      let since = 0;
      while (drawn.sharesAge >= since) {
        drawn = await present(shift, how);
        since += 1;
      }
      return (drawn.found as { instances: readonly Instance[] }).instances;
    };
    /** Of a pixel of the thing, and of one of what is none. */
    const colours = async (): Promise<readonly string[]> => {
      const bitmap = await createImageBitmap((await path.snapshot()) ?? new Blob());
      const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      return [70, 5].map((x) => {
        const [r = 0, g = 0, b = 0] = context.getImageData(x, x, 1, 1).data;
        return `#${((1 << 24) | (r << 16) | (g << 8) | b).toString(16).slice(1)}`;
      });
    };
    const [dark, bright] = spec.classes.map(({ colour }) => colour) as [string, string];

    const [first, ...others] = await found(0);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      id: 1,
      track: 1,
      classId: 1,
      box: { x: 32, y: 36, width: 56, height: 56 },
      area: 56 * 56,
    });
    expect(await colours()).toEqual([shadeOf(bright, 1), dark]);
    expect(await path.probe(0.5, 0.5)).toMatchObject({
      classId: 1,
      thing: { id: 1, track: 1, share: (56 / SIDE) ** 2 },
    });
    expect((await path.probe(0.1, 0.1))?.thing).toBeUndefined();
    await present(10);
    // a label map of another size is one of the same stream
    const smaller = { labels: { width: 64, height: 64 } };
    expect(await found(20, smaller)).toMatchObject([{ track: 1, box: { x: 52, y: 36, width: 56, height: 56 } }]);
    // stuff is left as it is, at once; and classes alone are coloured as classes
    labelling = 'instance';
    await path.redraw();
    expect(await colours()).toEqual([shadeOf(bright, 1), expect.not.stringMatching(dark)]);
    labelling = 'semantic';
    expect((await present(20)).found).toBeNull();
    expect(await colours()).toEqual([bright, dark]);
    // things are made up for of a picture that stands still
    labelling = 'panoptic';
    await path.redraw();
    expect(await colours()).toEqual([shadeOf(bright, 1), dark]);
    // as after a seek
    path.reset();
    expect(await found(20)).toMatchObject([{ track: 2 }]);
    expect(tracks.last).toBe(2);
    path.close();
    await session.close();
  },
);
