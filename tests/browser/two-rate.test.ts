import { expect, it, onTestFinished } from 'vitest';
import { PipelineClient } from '../../src/live/pipeline-client.ts';
import { WITHHELD } from '../../src/core/view/view.ts';
import type { FrameReport } from '../../src/protocol/live.ts';
import { portrait } from '../fixtures/golden/portrait.ts';
import { wanted } from '../fixtures/wanted.ts';

const SIDE = 256;
const picture = portrait();

/** Workers of workers that live. */
async function besides(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith('perpixel-labelling-')).length;
}

it('the parts of a person come beside a stream that goes on without them, outlast their worker’s death, and end with it', async () => {
  const client = await PipelineClient.open({ model: 'person-parts', backend: 'wasm', live: true, faults: true });
  onTestFinished(() => client.close());
  expect(client.info.model.classes.map(({ name }) => name)).toEqual(
    ['background', 'hair', 'body skin', 'face skin', 'clothes', 'other'], // prettier-ignore
  );
  expect(client.info.reason).toMatch(/“Person” labels every frame/);
  await client.attach(null, WITHHELD);
  let seconds = 0;
  const show = (): Promise<FrameReport> => {
    const init = { format: 'RGBA', codedWidth: SIDE, codedHeight: SIDE, timestamp: seconds * 1e6 } as const;
    seconds += 1 / 30;
    return client.present(new VideoFrame(picture, init), { seconds, captured: null, truth: null });
  };
  const until = async (seen: number): Promise<FrameReport[]> => {
    const reports = [await show()];
    while (reports.at(-1)!.sampled!.seen < seen) reports.push(await show());
    return reports;
  };

  // the first frame waits for its parts
  const [background, hair, body, face, clothes] = (await show()).shares;
  expect(background).toBeCloseTo(0.62, 1);
  for (const share of [hair!, body!, face!]) expect(share).toBeGreaterThan(0.02);
  expect(clothes).toBeGreaterThan(0.15);

  // and others do not
  const going = await until(2);
  expect(going.length).toBeGreaterThan(2);
  expect(going.at(-1)!.sampled!.age).toBeGreaterThan(0);
  const settled = await show();
  expect(settled.shares[3]).toBeCloseTo(face!, 2);

  await client.provoke('beside-crash');
  const { seen } = (await show()).sampled!;
  const recovered = await until(seen + 2);
  for (const { shares } of recovered) expect(shares[3]).toBeCloseTo(face!, 2);
  expect(await besides()).toBe(1);

  // a frame by itself is looked at by the model, whatever the stream has
  const { labelMap } = await client.segment(
    new ImageData(new Uint8ClampedArray(picture.length).fill(128), SIDE),
    wanted(),
    true,
  );
  expect(labelMap.every((label) => label === 0)).toBe(true);

  const last = show();
  client.close();
  await expect(last).rejects.toMatchObject({ code: 'closed' });
  await expect.poll(besides).toBe(0);
});
