import { afterEach, expect, it } from 'vitest';
import type { PerPixelFrame } from '../../../src/perpixel.ts';
import '../../../src/perpixel.ts';
import { beside } from '../../fixtures/golden/beside.ts';
import { segmenterFor } from './own-model.ts';

afterEach(() => document.body.replaceChildren());

function pictureOf(people: number): ImageData {
  const { data, width, height } = beside(people);
  return new ImageData(data, width, height);
}

it('people who stand beside one another are told apart, by segment() and by the element alike', async () => {
  const segmenter = await segmenterFor('people');
  const two = pictureOf(2);
  const {
    instances = [],
    panopticMap,
    labelMap,
  } = await segmenter.segment(two, { outputs: ['instances', 'panoptic'] });
  const middles = instances.map(({ box }) => (box.x + box.width / 2) / two.width).toSorted((a, b) => a - b);
  expect(middles).toEqual([expect.closeTo(0.25, 1), expect.closeTo(0.75, 1)]);
  for (const { id, area, score } of instances) {
    expect(panopticMap?.filter((each) => each === 1000 + id)).toHaveLength(area);
    expect(area / (two.width * two.height)).toBeGreaterThan(0.1);
    expect(score).toBeGreaterThan(0.9);
  }
  expect(labelMap.filter((each) => each === 1)).toHaveLength(instances.reduce((sum, { area }) => sum + area, 0));

  const canvas = new OffscreenCanvas(two.width, two.height);
  canvas.getContext('2d')!.putImageData(two, 0, 0);
  const viewer = document.createElement('per-pixel');
  Object.assign(viewer, { model: 'people', backend: 'wasm', refine: false });
  document.body.append(viewer);
  const shown = new Promise<PerPixelFrame>((resolve, reject) => {
    viewer.addEventListener('perpixel-frame', ({ detail }) => resolve(detail), { once: true });
    viewer.addEventListener('perpixel-error', ({ detail }) => reject(detail), { once: true });
  });
  await viewer.openFile(await canvas.convertToBlob());
  const seen = (await shown).instances ?? [];
  expect(seen.filter(({ box }) => box.x + box.width / 2 > 256)).toHaveLength(1);
  expect(seen).toHaveLength(2);
  expect(new Set(seen.map(({ track }) => track)).size).toBe(2);
});

it('one person alone has the mask that selfie has', async () => {
  const one = pictureOf(1);
  const [{ labelMap: people }, { labelMap: selfie }] = [
    await (await segmenterFor('people')).segment(one),
    await (await segmenterFor('selfie')).segment(one),
  ];
  const both = people.filter((label, i) => label === 1 && selfie[i] === 1).length;
  const either = people.filter((label, i) => label === 1 || selfie[i] === 1).length;
  expect(both / either).toBeGreaterThan(0.9);
});
