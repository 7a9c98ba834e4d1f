import { expect, it } from 'vitest';
import type { Drawing } from '../../../src/core/view/view.ts';
import { createDisplayWatch } from '../../../workers/pipeline/display-watch.ts';

const drawing = (revision: number, kept: Drawing['kept'] = null): Drawing => ({ overlay: 'blur', revision, kept });

it('tells what is on a canvas when the display has taken it, the newest alone, and nothing twice', async () => {
  const told: Drawing[] = [];
  let take = (): void => undefined;
  const watch = createDisplayWatch(
    (each) => told.push(each),
    () => new Promise<void>((resolve) => (take = resolve)),
  );
  const taken = async (): Promise<void> => {
    take();
    await Promise.resolve();
  };
  watch.drew(drawing(1));
  watch.drew(drawing(2));
  await Promise.resolve();
  expect(told).toEqual([]);
  await taken();
  expect(told).toEqual([drawing(2)]);
  // frame by frame the same view
  watch.drew(drawing(2));
  await taken();
  expect(told).toHaveLength(1);
  watch.drew(drawing(2, [7]));
  await taken();
  watch.drew(drawing(3, [7]));
  await taken();
  expect(told.slice(1)).toEqual([drawing(2, [7]), drawing(3, [7])]);
});
