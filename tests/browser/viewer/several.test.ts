import { describe, expect, it, onTestFinished } from 'vitest';
import { PipelineClient, type ClientOptions } from '../../../src/live/pipeline-client.ts';
import { speedOf } from '../../../src/live/speeds.ts';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { needs } from '../needs.ts';
import { labelledViewer, labelling, quarters } from './fixture.ts';
import { wanted } from '../../fixtures/wanted.ts';

/** The pipeline workers that live. */
async function workers(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith('perpixel-pipeline-')).length;
}

/** A client in whichever worker there is for it, as an element's first one. */
async function open(options: Pick<ClientOptions, 'model'> & Partial<ClientOptions>): Promise<PipelineClient> {
  const client = await PipelineClient.open({ backend: 'wasm', live: true, beside: null, ...options });
  onTestFinished(() => client.close());
  return client;
}

const labelsOf = async (client: PipelineClient): Promise<number[]> => {
  const { labelMap, width, height } = await client.segment(await quarters(), wanted(), false);
  return [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => labelMap[Math.floor(y * height) * width + x * width]!));
};

describe('several viewers', () => {
  let viewers: PerPixelElement[] = [];

  it('label, twenty of them, in one worker', async () => {
    const gallery = document.body.appendChild(document.createElement('div'));
    gallery.style.cssText = 'display: grid; grid-template-columns: repeat(5, 80px)';
    viewers = await Promise.all(Array.from({ length: 20 }, () => labelledViewer(gallery)));
    expect(await workers()).toBe(1);
    for (const viewer of viewers) await expect(viewer.snapshot()).resolves.toHaveProperty('type', 'image/png');
  });

  it('label on when some of them go', async () => {
    viewers.splice(1).forEach((viewer) => viewer.remove());
    await labelling(viewers[0]!, viewers[0]!.openFile(await quarters(32, 32)));
  });

  it('all label again when their worker dies, and it ends with the last of them', async () => {
    viewers.push(await labelledViewer());
    const other = await open({ model: 'tiny' });
    expect(await workers()).toBe(1);
    const again = viewers.map((viewer) => labelling(viewer));
    const died = new Promise((resolve) => (other.onCrash = resolve));
    other.crash();
    await Promise.all([...again, died]);
    expect(await workers()).toBe(1);
    viewers.forEach((viewer) => viewer.remove());
    await expect.poll(workers).toBe(0);
  });
});

describe('clients of one worker', async () => {
  const gpu = await needs('webGpu');

  it('have each its own model, whichever was first and whatever the runtime’s memory holds', async () => {
    const [person, colours] = await Promise.all([
      open({ model: 'selfie', backend: 'auto' }),
      open({ model: 'tiny', backend: 'auto' }),
    ]);
    // and where a stream does not get enough of it there is room for another worker
    expect([await workers(), person.shared, person.movable]).toEqual([1, true, true]);
    expect(await labelsOf(colours)).toEqual([1, 2, 3, 0]);
    expect(new Set(await labelsOf(person))).toEqual(new Set([0]));
  });

  it('leave the others at work, even where one is closed while it is being opened', async () => {
    const client = await open({ model: 'tiny' });
    const giveUp = new AbortController();
    const opening = open({ model: 'selfie', signal: giveUp.signal });
    giveUp.abort();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(await labelsOf(client)).toEqual([1, 2, 3, 0]);
    client.close();
    await expect.poll(workers).toBe(0);
  });

  it('are not beside one of the same user', async () => {
    const first = await open({ model: 'tiny' });
    const next = await open({ model: 'tiny', beside: first });
    expect([first.shared, next.shared, next.movable, await workers()]).toEqual([false, false, false, 2]);
  });

  it('find out once what is fastest', async () => {
    onTestFinished(() => localStorage.clear());
    const clients = await Promise.all([1, 2].map(() => open({ model: 'tiny', backend: 'auto', live: false })));
    await Promise.all(clients.map((client) => client.tune()));
    const [one, other] = clients.map(({ info }) => info.tuning?.trials);
    // no two measurements take the same time
    expect(one!.length).toBeGreaterThan(1);
    expect(other).toEqual(one);
    // and pickers know it, on the next visit too
    const { milliseconds } = speedOf('tiny')!;
    expect(one!.map((trial) => trial.milliseconds)).toContain(milliseconds);
    expect(Number(localStorage.getItem('perpixel:speed:tiny'))).toBe(milliseconds);
  });

  it('label on WebGPU, each on a device of its own', { ...gpu, timeout: 120_000 }, async () => {
    const clients = await Promise.all([1, 2].map(() => open({ model: 'tiny', backend: 'webgpu' })));
    expect(clients[0]!.shared).toBe(true);
    expect(await Promise.all(clients.map(labelsOf))).toEqual([
      [1, 2, 3, 0],
      [1, 2, 3, 0],
    ]);
  });
});
