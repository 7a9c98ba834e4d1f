import { expect, it } from 'vitest';
import { WITHHELD, type Drawing } from '../../../src/core/view/view.ts';
import { Presentation } from '../../../src/live/player/presentation.ts';

const drawing = (count: number, overlay: Drawing['overlay']): Drawing => ({ count, overlay, kept: null });

it('a canvas whose worker says that it hides the room now is seen a little later: that word may overtake its pictures', async () => {
  let changes = 0;
  const presentation = new Presentation(
    { current: null, shown: true },
    { onChange: () => (changes += 1), onPicture: () => undefined },
  );
  presentation.setView({ ...WITHHELD, overlay: 'labels' });
  presentation.drew(drawing(1, 'labels'));
  expect(presentation.withheld).toBe(false);
  presentation.setView({ ...WITHHELD, overlay: 'blur' });
  expect(presentation.withheld).toBe(true);
  // still of before
  presentation.drew(drawing(2, 'labels'));
  presentation.drew(drawing(3, 'blur'));
  expect(presentation.withheld).toBe(true);
  const before = changes;
  presentation.drew(drawing(4, 'blur'));
  await expect.poll(() => presentation.withheld).toBe(false);
  expect(changes).toBe(before + 1);
  // shown at once where nothing is to be hidden, and hidden anew
  presentation.setView({ ...WITHHELD, overlay: 'labels' });
  presentation.drew(drawing(5, 'labels'));
  presentation.setView({ ...WITHHELD, overlay: 'cutout' });
  presentation.drew(drawing(6, 'cutout'));
  presentation.clear();
  expect(presentation.withheld).toBe(false);
});
