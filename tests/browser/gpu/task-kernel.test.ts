import { expect, it } from 'vitest';
import { classPalette, packPixel, parseColour } from '../../../src/core/labels/palette.ts';
import { createBuffers } from '../../../workers/gpu/buffers.ts';
import { pixelsOf as cellsOf } from '../../../workers/gpu/grid-shape.ts';
import { createKernel } from '../../../workers/gpu/kernel.ts';
import { createBackgrounds } from '../../../workers/compositor/background/backgrounds.ts';
import { createGpuPath } from '../../../workers/pipeline/gpu/gpu-path.ts';
import type { Drawn, PathRequest } from '../../../workers/pipeline/frame-path.ts';
import { createModelLoader } from '../../../workers/pipeline/model-session.ts';
import { RUNTIMES } from '../../../workers/runtimes/browser.ts';
import type { GpuDecode, TaskKernel } from '../../../workers/tasks/task-kernel.ts';
import { taskKernelOf } from '../../../workers/tasks/task-kernels.ts';
import { brightOrDark, isSquare, SIDE, square } from '../models/bright-square.ts';
import { needs } from '../needs.ts';
import { request } from './request.ts';
import { FRAME_MOVES } from './moved.ts';

/** The other way round: what the model calls bright is dark. */
const NEGATE = `
@group(0) @binding(0) var<storage, read> scores: array<f32>;
@group(0) @binding(1) var<storage, read_write> negated: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&negated)) { negated[id.x] = -scores[id.x]; }
}`;

/** Pixels of class 1 are counted, and in the left half have a value of the task's own. */
const COUNT = `
override width: u32;
@group(0) @binding(0) var<storage, read> labels: array<u32>;
@group(0) @binding(1) var<storage, read_write> map: array<u32>;
@group(0) @binding(2) var<storage, read_write> found: array<atomic<u32>, 2>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x == 0) { atomicAdd(&found[1], 1u); }
  if (id.x >= arrayLength(&map)) { return; }
  let ones = labels[id.x] & 0x01010101;
  atomicAdd(&found[0], countOneBits(ones));
  map[id.x] = select(labels[id.x], labels[id.x] + ones, (id.x * 4) % width < width / 2);
}`;

const OWN = packPixel(7, 200, 90);

/** Scores by a pass of its own, and results: what a task may do on the GPU that the semantic one does not. */
function counting(plain: TaskKernel, gone: string[]): TaskKernel {
  return {
    obstacle: () => null,
    async create(place, spec, outputs): Promise<GpuDecode> {
      const { device } = place;
      const decode = await plain.create(place, spec, outputs);
      const buffers = createBuffers(device);
      const words = cellsOf(decode.shape) * decode.shape.classes;
      const negated = buffers.storage('Test.negated', words);
      const negate = await createKernel(device, { label: 'Test.negate', code: NEGATE, bindings: ['read', 'write'] });
      const group = negate.group(decode.scores(outputs), negated);
      return {
        shape: decode.shape,
        scores: () => negated,
        encode: (passes) => negate.dispatch(passes.in('postprocess'), group, words),
        results: {
          bytes: 8,
          found(sample): object {
            const [dark, frames] = new Uint32Array(sample);
            return { dark, frames };
          },
          async create({ labels, size }) {
            const own = createBuffers(device);
            const map = own.storage('Test.map', cellsOf(size) / 4);
            const sample = own.storage('Test.found', 2);
            const palette = own.filled('Test.palette', Uint32Array.from(classPalette(spec.classes)).fill(OWN, 2, 3));
            const kernel = await createKernel(device, {
              label: 'Test.count',
              code: COUNT,
              bindings: ['read', 'write', 'write'],
              constants: { width: size.width },
            });
            const bound = kernel.group(labels, map, sample);
            return {
              layer: { map, palette },
              sample,
              run(passes) {
                passes.end();
                passes.encoder.clearBuffer(sample, 0, 4);
                kernel.dispatch(passes.in('postprocess'), bound, cellsOf(size) / 4);
              },
              reset: () => device.queue.writeBuffer(sample, 0, new Uint32Array(2)),
              destroy() {
                gone.push('results');
                own.destroy();
              },
            };
          },
        },
        destroy() {
          gone.push('decode');
          decode.destroy();
          buffers.destroy();
        },
      };
    },
  };
}

it(
  'a task makes scores in passes of its own, and of the label map what is coloured and what a frame is said to hold',
  await needs('webGpu'),
  async () => {
    const options = { backend: 'webgpu', assets: location.href, wasm: null, refine: null, live: true } as const;
    const model = await brightOrDark();
    const session = await createModelLoader(RUNTIMES, { ...options, model }, () => undefined).open();
    const { graphics, spec } = session;
    const plain = taskKernelOf(spec);
    if (!graphics || typeof plain === 'string') throw new Error('no graphics device could be had');
    const gone: string[] = [];
    const path = await createGpuPath({
      ...graphics,
      spec,
      kernel: counting(plain, gone),
      target: { canvas: new OffscreenCanvas(1, 1), backgrounds: createBackgrounds(), onDrawn: () => undefined },
      tracks: { last: 0 },
    });
    const present = async (how: Partial<PathRequest> = {}): Promise<Drawn> => {
      const bitmap = await createImageBitmap(square(0));
      const frame = new VideoFrame(bitmap, { timestamp: 0 });
      const drawn = await path.present(frame, { ...request, ...how });
      frame.close();
      return drawn;
    };
    const dark = Array.from({ length: SIDE * SIDE }, (_, i) => i).filter(
      (i) => !isSquare(i % SIDE, Math.floor(i / SIDE)),
    ).length;
    const first = await present();
    expect(first.moves).toEqual(FRAME_MOVES);
    expect(first.found).toEqual({ dark, frames: 1 });
    expect(first.shares[1]).toBeCloseTo(dark / SIDE ** 2, 5);
    const at = await pixelsOf(await path.snapshot());
    // dark on the left, on the right, and bright
    expect([at(4, 4), at(SIDE - 4, 4), at(SIDE / 2, SIDE / 2)]).toEqual([
      OWN,
      packPixel(...parseColour(spec.classes[1]!.colour)),
      packPixel(...parseColour(spec.classes[0]!.colour)),
    ]);
    path.reset();
    const truth = {
      width: SIDE,
      height: SIDE,
      labels: new Uint8Array(SIDE ** 2),
      classes: spec.classes.map(({ name }) => name),
    };
    let since = 0;
    await expect
      .poll(async () => {
        // with labels of the source's own, other counts are made, and the results stay
        const { found, sharesAge } = await present({ truth });
        since += 1;
        return sharesAge < since && (found as { frames: number } | null)?.frames === since - sharesAge;
      })
      .toBe(true);
    expect(gone).toEqual([]);
    path.close();
    expect(gone.toSorted()).toEqual(['decode', 'results']);
    await session.close();
  },
);

async function pixelsOf(png: Blob | null): Promise<(x: number, y: number) => number> {
  const bitmap = await createImageBitmap(png ?? new Blob());
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const words = new Uint32Array(context.getImageData(0, 0, SIDE, SIDE).data.buffer);
  return (x, y) => words[y * SIDE + x]!;
}
