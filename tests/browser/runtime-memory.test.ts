import { afterEach, expect, it, vi } from 'vitest';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import { createLabeller } from '../../workers/pipeline/cpu/labeller.ts';
import { STAGES } from '../../workers/pipeline/stages.ts';
import { chooseBackend } from '../../workers/model/choose-backend.ts';
import { openModel } from '../../workers/model/model-file.ts';
import { createPixelReader } from '../../workers/frames/pixels.ts';
import { runTrial } from '../../workers/tuning/trial.ts';
import { RUNTIMES } from '../../workers/runtimes/browser.ts';
import { taskOf } from '../../workers/tasks/tasks.ts';
import { agreement, brightOrDark, SIDE, square } from './models/bright-square.ts';

const { Memory } = WebAssembly;
afterEach(() => {
  WebAssembly.Memory = Memory;
});

/** As on an iPhone: what threads share is set aside at once, and not more than so many pages of it. */
function refuseMoreThan(pages: number): void {
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      if (descriptor.shared && (descriptor.maximum ?? 0) > pages) throw new RangeError('Out of memory');
      return new target(descriptor);
    },
  });
}

it('a runtime that gets less memory than it asks for works on one thread, and says so; one that gets none says that', async () => {
  const model = await brightOrDark();
  const source = openModel({ model, assets: location.href }, () => undefined);
  const onProgress = vi.fn();
  const options = { runtimes: RUNTIMES, backend: 'wasm', live: false, threads: 2, assets: null, onProgress } as const;
  refuseMoreThan(1);
  await expect(chooseBackend(source, options)).rejects.toMatchObject({
    code: 'backend-unavailable',
    problem: expect.stringMatching(/no memory/) as string,
  });
  refuseMoreThan(16_384);
  const { spec, engine, threads, reason } = await chooseBackend(source, options);
  expect(threads).toBe(1);
  expect(reason).toMatch(/one thread.*no memory for more/);
  const size = { width: SIDE, height: SIDE };
  const request = { frame: size, size, refine: false, streamed: false } as const;
  const { labels } = await createLabeller([{ spec, task: taskOf(spec), engine }], STAGES, createPixelReader).label(
    square(0),
    request,
    emptyTimings(),
  );
  expect(agreement(labels, 0)).toBe(1);
  await engine.close();
  // whoever times it is not told that these are two threads
  const candidate = { backend: 'wasm', runtime: 'ort', threads: 2, precision: 'float32', capture: false } as const;
  const { note } = await runTrial({ model, assets: location.href, wasm: null, candidate });
  expect(note).toMatch(/no memory/);
});
