import { describe, expect, it } from 'vitest';
import '../../../src/elements/scale/scale.ts';
import '../../../src/elements/split/split.ts';
import { expectAccessible, find, findAll, heard, mount, textOf } from './fixture.ts';

/** In a stage of 400 × 300 a square picture leaves 50 pixels free on each side. */
const picture = { width: 90, height: 90 };

const press = (target: Element, key: string, shiftKey = false): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, composed: true }));
};

describe('the line between raw and refined', () => {
  it('lies where the split is in the picture, not in the stage', async () => {
    const split = await mount('pp-split', { split: 0.25, picture });
    const stage = split.getBoundingClientRect();
    const line = find(split, '.line').getBoundingClientRect();
    expect(line.left + line.width / 2 - stage.left).toBeCloseTo(50 + 0.25 * 300, 0);
  });

  it('asks to move by keys, finely and coarsely, and to its ends', async () => {
    const split = await mount('pp-split', { split: 0.5, picture });
    const requests = heard('pp-request-split');
    const handle = find(split, '[role=slider]');
    for (const key of ['ArrowLeft', 'ArrowRight', 'PageUp', 'Home', 'End', 'a']) press(handle, key);
    press(handle, 'ArrowLeft', true);
    expect(requests.map((each) => each.split)).toEqual([0.49, 0.51, 0.6, 0, 1, 0.4]);
  });

  it('follows the pointer while it is held, and stays in the picture', async () => {
    const split = await mount('pp-split', { split: 0.5, picture });
    const requests = heard('pp-request-split');
    const handle = find(split, '[role=slider]');
    handle.setPointerCapture = () => undefined;
    handle.hasPointerCapture = () => true;
    const { left } = split.getBoundingClientRect();
    handle.dispatchEvent(new PointerEvent('pointermove', { clientX: left + 50 + 225, pointerId: 1 }));
    handle.dispatchEvent(new PointerEvent('pointermove', { clientX: left, pointerId: 1 }));
    expect(requests.map((each) => each.split)).toEqual([0.75, 0]);
  });

  it('tells where it is', async () => {
    const split = await mount('pp-split', { split: 0.3, picture });
    expect(find(split, '[role=slider]').getAttribute('aria-valuenow')).toBe('30');
    await expectAccessible(split);
  });
});

describe('the scale', () => {
  it('has numbers from 0 to 1 under its colours', async () => {
    const scale = await mount('pp-scale', { label: 'Entropy', note: 'what the ends mean' });
    expect(findAll(scale, '.ticks span').map((each) => textOf(each))).toEqual(['0', '0.25', '0.5', '0.75', '1']);
    const fills = findAll(scale, 'rect').map((each) => each.getAttribute('fill'));
    expect(new Set(fills).size).toBe(fills.length);
    await expectAccessible(scale);
  });
});
