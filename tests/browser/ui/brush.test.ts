import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/elements/brush/brush.ts';
import type { BrushLayer } from '../../../src/elements/brush/brush.ts';
import { expectAccessible, findAll, heard, mount } from './fixture.ts';

/** Over a picture that fills the stage of 400 × 300 pixels. */
const brush = (given: Partial<BrushLayer> = {}): Promise<BrushLayer> =>
  mount('pp-brush', { picture: { width: 640, height: 480 }, colour: '#e69f00', name: 'Cup', size: 0.05, ...given });

/** As a finger, a pen or a mouse does, CSS pixels of the stage. */
function pointer(layer: Element, type: string, x: number, y: number, rest: PointerEventInit = {}): void {
  const { left, top } = layer.getBoundingClientRect();
  const at = { clientX: left + x, clientY: top + y, pointerId: 7, buttons: 1, bubbles: true, composed: true };
  layer.dispatchEvent(new PointerEvent(type, { ...at, ...rest }));
}

describe('the brush', () => {
  it('draws with a pointer, and its line stays until it has become labels', async () => {
    const layer = await brush();
    const asked = heard('pp-request-teach');
    pointer(layer, 'pointerdown', 100, 150);
    pointer(layer, 'pointermove', 200, 150);
    // another finger draws nothing
    pointer(layer, 'pointermove', 10, 10, { pointerId: 8 });
    pointer(layer, 'pointerup', 200, 150);
    await layer.updateComplete;
    expect(asked).toEqual([
      { act: 'begin' },
      {
        act: 'stroke',
        erases: false,
        trace: {
          size: 0.05,
          points: [
            [0.25, 0.5],
            [0.5, 0.5],
          ],
        },
      },
    ]);
    const [line] = findAll(layer, 'polyline');
    expect(line?.getAttribute('points')).toBe('100.0,150.0 200.0,150.0');
    expect(line?.getAttribute('stroke-width')).toBe('30');
    layer.settled = 1;
    await layer.updateComplete;
    expect(findAll(layer, 'polyline')).toEqual([]);
  });

  it('keeps a line that the system cut short, or that lost its picture', async () => {
    const layer = await brush();
    const strokes: unknown[] = [];
    layer.addEventListener('pp-request-teach', ({ detail }) => strokes.push(detail.act));
    pointer(layer, 'pointerdown', 40, 40);
    pointer(layer, 'pointercancel', 0, 0);
    expect(strokes).toEqual(['begin', 'stroke']);
    pointer(layer, 'pointerdown', 40, 40);
    layer.remove();
    expect(strokes).toEqual(['begin', 'stroke', 'begin', 'stroke']);
  });

  it('rubs with a pen that is turned round, and does nothing with other buttons or without a picture', async () => {
    const layer = await brush();
    const asked = heard('pp-request-teach');
    pointer(layer, 'pointerdown', 40, 40, { button: 2, buttons: 2 });
    pointer(layer, 'pointerdown', 40, 40, { pointerType: 'pen', button: 5, buttons: 32 });
    pointer(layer, 'pointerup', 40, 40, { pointerType: 'pen', button: 5 });
    expect(asked).toMatchObject([{ act: 'begin' }, { act: 'stroke', erases: true }]);
    layer.picture = null;
    pointer(layer, 'pointerdown', 40, 40);
    expect(asked).toHaveLength(2);
  });

  it('is moved, put down and lifted by keys, which are its own', async () => {
    const layer = await brush();
    const asked = heard('pp-request-teach');
    const others: string[] = [];
    document.addEventListener('keydown', ({ key, defaultPrevented }) => others.push(`${key}${defaultPrevented}`));
    layer.focus();
    await userEvent.keyboard(' {ArrowRight}{Shift>}{ArrowRight}{/Shift} ');
    expect(asked).toEqual([
      { act: 'begin' },
      {
        act: 'stroke',
        erases: false,
        trace: {
          size: 0.05,
          points: [
            [0.5, 0.5],
            [0.52, 0.5],
            [0.62, 0.5],
          ],
        },
      },
    ]);
    await userEvent.keyboard('0ez+');
    expect(asked.slice(2)).toMatchObject([
      { act: 'choose', brush: 0 },
      { act: 'choose', brush: null },
      { act: 'undo' },
      { act: 'size' },
    ]);
    await userEvent.keyboard(' {ArrowDown}{Escape}');
    expect(asked.at(-1)).toEqual({ act: 'cancel' });
    expect(others).toContain(' true');
    await expectAccessible(layer);
  });
});
