import { expect, it } from 'vitest';
import '../../../src/apps/analyst/stage/screen.ts';
import { needs } from '../needs.ts';
import { find, mount } from '../ui/fixture.ts';

async function expectMarked(css: string): Promise<void> {
  const asked: number[][] = [];
  const found = { classId: 0, name: 'road', confidence: 1, share: 0.5, region: 9, instance: null };
  const canvas = document.createElement('canvas');
  const screen = await mount('pp-screen', {
    canvases: [canvas],
    size: { width: 100, height: 100 },
    probe: async (x, y) => {
      asked.push([x, y]);
      return found;
    },
  });
  screen.style.cssText = 'height: 300px';
  if (screen.parentElement) screen.parentElement.style.cssText += `; ${css}`;
  // a square in 400 × 300 pixels leaves 50 on each side: this is a quarter of it
  const dot = document.createElement('b');
  dot.style.cssText = 'position: absolute; left: 124px; top: 224px; width: 2px; height: 2px';
  find(screen, 'figure').append(dot);
  const { left, top, width, height } = dot.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
  canvas.dispatchEvent(new PointerEvent('pointermove', at));
  await expect.poll(() => asked).toEqual([[expect.closeTo(0.25, 2), expect.closeTo(0.75, 2)]]);
  await expect.poll(() => screen.shadowRoot?.querySelector<SVGElement>('.cross')?.style.translate).toBeTruthy();
  const cross = find<SVGElement>(screen, '.cross').getBoundingClientRect();
  expect(cross.left + cross.width / 2).toBeCloseTo(at.clientX, -1);
  expect(cross.top + cross.height / 2).toBeCloseTo(at.clientY, -1);
}

it.each(['', 'rotate: 180deg', 'transform: scale(0.5)', 'scale: -1 1'])(
  'asks about the pixel under the pointer, and marks it, with “%s”',
  expectMarked,
);

it('asks about the pixel under the pointer, and marks it, where it is zoomed', await needs('zoomedPlaces'), () =>
  expectMarked('zoom: 0.5'),
);
