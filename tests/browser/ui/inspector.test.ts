import { describe, expect, it } from 'vitest';
import { place } from '../../../src/elements/inspector/place.ts';
import '../../../src/elements/inspector/inspector.ts';
import { expectAccessible, find, findAll, mount, textIn } from './fixture.ts';

const probe = { classId: 8, name: 'car', confidence: 0.934, share: 0.0509 };

describe('the inspector', () => {
  it('names the class, the confidence and the share of the picture', async () => {
    const inspector = await mount('pp-inspector', { probe, colour: '#2f5fff', x: 50, y: 50 });
    expect(textIn(inspector, '.bubble')).toBe('car 93.4 % sure · 5.1 % of the picture');
    expect(find(inspector, 'rect').getAttribute('fill')).toBe('#2f5fff');
  });

  it('names a thing by its number, with its own score and share, and says what a click does', async () => {
    const thing = { id: 2, track: 14, score: 0.71, share: 0.021 };
    const inspector = await mount('pp-inspector', {
      probe: { ...probe, thing },
      note: 'Click to hide',
      keyboard: true,
    });
    expect(textIn(inspector, '.bubble')).toBe('car 14 71.0 % sure · 2.1 % of the picture Click to hide');
    expect(textIn(inspector, '[role=status]')).toBe('car 14, 71.0 % sure, 2.1 % of the picture, Click to hide');
  });

  it('shows nothing without a pixel', async () => {
    const inspector = await mount('pp-inspector');
    expect(findAll(inspector, '.bubble, .cross')).toEqual([]);
  });

  it('stays inside the stage and off the point, wherever that is', async () => {
    for (const [x, y] of [
      [0, 0],
      [399, 0],
      [0, 299],
      [399, 299],
      [200, 150],
    ] as const) {
      const inspector = await mount('pp-inspector', { probe, x, y });
      const [stage, bubble] = [inspector.getBoundingClientRect(), find(inspector, '.bubble').getBoundingClientRect()];
      expect(bubble.left >= stage.left && bubble.right <= stage.right, `${x}, ${y} sideways`).toBe(true);
      expect(bubble.top >= stage.top && bubble.bottom <= stage.bottom, `${x}, ${y} up and down`).toBe(true);
      const [px, py] = [stage.left + x, stage.top + y];
      expect(px > bubble.left && px < bubble.right && py > bubble.top && py < bubble.bottom).toBe(false);
    }
  });

  it('lets every pointer through', async () => {
    const inspector = await mount('pp-inspector', { probe, x: 10, y: 10 });
    const { left, top } = find(inspector, '.bubble').getBoundingClientRect();
    expect(document.elementFromPoint(left + 5, top + 5)).toBe(inspector.parentElement);
  });

  it('is silent under the pointer and speaks for the keyboard', async () => {
    const inspector = await mount('pp-inspector', { probe, x: 10, y: 10 });
    expect(find(inspector, '.bubble').ariaHidden).toBe('true');
    expect(textIn(inspector, '[role=status]')).toBe('');
    inspector.keyboard = true;
    await inspector.updateComplete;
    expect(textIn(inspector, '[role=status]')).toBe('car, 93.4 % sure, 5.1 % of the picture');
    expect(findAll(inspector, '.cross')).toHaveLength(1);
  });

  it('is accessible', async () => {
    await expectAccessible(await mount('pp-inspector', { probe, x: 100, y: 100, keyboard: true }));
  });
});

describe('the place of a bubble', () => {
  it('is to the lower right where there is room, and turned over where not', () => {
    const [bubble, stage] = [
      { width: 50, height: 20 },
      { width: 200, height: 100 },
    ];
    expect(place({ x: 10, y: 10 }, bubble, stage, 5)).toEqual({ x: 15, y: 15 });
    expect(place({ x: 190, y: 95 }, bubble, stage, 5)).toEqual({ x: 135, y: 70 });
  });

  it('is at the edge where the stage is smaller than the bubble', () => {
    expect(place({ x: 10, y: 10 }, { width: 50, height: 20 }, { width: 40, height: 15 }, 5)).toEqual({ x: 0, y: 0 });
  });
});
