import { expect, it } from 'vitest';
import { Catalogue } from '../../../src/apps/analyst/catalogue.ts';
import { findingsOf } from '../../../src/apps/analyst/findings-of.ts';
import { AnalysisJob } from '../../../src/apps/analyst/job.ts';
import { clip } from './clips.ts';

const CHOICE = { model: 'tiny', backend: 'wasm', every: 20 } as const;

async function jobOf(choice: AnalysisJob['choice']): Promise<AnalysisJob> {
  const blob = await clip('constant.mp4');
  return new AnalysisJob({ name: 'constant.mp4', blob, url: '', handle: null }, choice, new Catalogue());
}

function pixels({ canvas }: AnalysisJob): Uint8ClampedArray {
  const { width, height } = canvas;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

it('an analysis whose worker died shows its frames as they were chosen to be shown', async () => {
  const job = await jobOf(CHOICE);
  await job.open();
  await job.client?.show(0);
  const before = pixels(job);
  await job.setView({ overlay: 'none', opacity: 0 });
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
