import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/apps/analyst/catalogue.ts';
import { findingsOf } from '../../../src/apps/analyst/findings-of.ts';
import { AnalysisJob } from '../../../src/apps/analyst/job.ts';
import { needs } from '../needs.ts';
import { clip } from './clips.ts';

const CHOICE = { model: 'tiny', backend: 'wasm', every: 20 } as const;

async function jobOf(choice: AnalysisJob['choice']): Promise<AnalysisJob> {
  const blob = await clip('constant.mp4');
  return new AnalysisJob({ name: 'constant.mp4', blob, url: '', handle: null }, choice, new Catalogue());
}

function pixels({ canvas }: { readonly canvas: HTMLCanvasElement | null }): Uint8ClampedArray {
  if (!canvas) throw new Error('nothing is drawn');
  const { width, height } = canvas;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/** To print two pictures that differ takes minutes. */
function differing(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  return a.length === b.length ? a.reduce((sum, value, at) => sum + Number(value !== b[at]), 0) : Infinity;
}

it('an analysis whose worker died shows its frames as they were chosen to be shown', async () => {
  const job = await jobOf(CHOICE);
  await job.open();
  await job.client?.show(0);
  const before = pixels(job);
  await job.worker.setView({ overlay: 'none', opacity: 0 });
  await job.client?.show(0);
  const chosen = pixels(job);
  expect(chosen).not.toEqual(before);
  const dead = job.client;
  dead?.crash();
  await job.run();
  expect(job.client).not.toBe(dead);
  await job.client?.show(0);
  expect(pixels(job)).toEqual(chosen);
  await job.discard();
});

it('an analysis says what it was made with, and is kept apart from the same one without', async () => {
  const [plain, mirrored] = [await jobOf(CHOICE), await jobOf({ ...CHOICE, mirror: true })];
  await plain.open();
  await mirrored.open();
  expect(mirrored.key).not.toBe(plain.key);
  expect(findingsOf(plain)?.options.mirror).toBe(false);
  expect(findingsOf(mirrored)?.options.mirror).toBe(true);
  await plain.discard();
  await mirrored.discard();
});

describe('an analysis whose worker died', async () => {
  const kept = await needs('privateFiles');
  const RAW = { model: 'tiny', backend: 'wasm', refine: false } as const;

  it('shows its frames again, both pictures of them, when it is done and waits for no reply', kept, async () => {
    const job = await jobOf(CHOICE);
    await job.open();
    await job.run();
    await job.worker.compareWith(RAW);
    await job.client?.show(20);
    const { client, canvas } = job;
    const { second } = job.worker;
    const [first, beside] = [pixels(job), pixels(second!)];
    const side = second!.canvas;
    const { state } = job;
    client?.crash();
    await expect.poll(() => job.canvas, { timeout: 20_000 }).not.toBe(canvas);
    expect(job.client).not.toBe(client);
    expect(job.worker.second?.canvas).not.toBe(side);
    expect([differing(pixels(job), first), differing(pixels(second!), beside)]).toEqual([0, 0]);
    expect((await job.worker.probe(0.5, 0.5, 1))?.name).toBeTruthy();
    // what was kept is there, and nothing is analysed twice
    expect(job.state).toBe(state);
    await job.discard();
  });

  it('goes on without the second picture where it died of that', async () => {
    const job = await jobOf(CHOICE);
    await job.open();
    await job.worker.compareWith(RAW);
    const { second, canvas } = job.worker;
    const drawn = second!.drawIn.bind(second);
    let tries = 0;
    second!.drawIn = async (client) => {
      tries += 1;
      client.crash();
      return drawn(client);
    };
    job.client?.crash();
    await expect.poll(() => job.canvas, { timeout: 20_000 }).not.toBe(canvas);
    expect([tries, job.worker.second, job.error]).toEqual([1, null, null]);
    await job.discard();
  });
});
