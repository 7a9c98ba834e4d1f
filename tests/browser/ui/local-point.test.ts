import { afterEach, expect, it } from 'vitest';
import { localPoint } from '../../../src/elements/local-point.ts';

afterEach(() => document.body.replaceChildren());

const UNMOVED = '';
const STYLES = {
  unmoved: [UNMOVED, UNMOVED],
  'scaled on itself': [UNMOVED, 'transform: scale(0.5)'],
  'scaled by another property': ['scale: 1.5 0.75', UNMOVED],
  turned: [UNMOVED, 'transform: rotate(30deg)'],
  'turned about, its size the same': ['rotate: 180deg', UNMOVED],
  mirrored: ['transform: scaleX(-1)', UNMOVED],
  skewed: ['transform: skew(20deg, 5deg)', 'translate: 10px 20px'],
  'in perspective': ['perspective: 500px', 'transform: rotateY(35deg) rotateX(10deg)'],
  zoomed: ['zoom: 1.5', UNMOVED],
  'zoomed and turned': ['zoom: 0.5', 'transform: rotate(-45deg)'],
  'with a border': [UNMOVED, 'border: 7px solid; border-left-width: 20px'],
  'from right to left': ['direction: rtl', UNMOVED],
} as const;

it.each(Object.entries(STYLES))('finds the same point of an element that is %s', (_name, [outer, inner]) => {
  document.body.innerHTML = `<div style="margin: 60px; width: 300px; ${outer}">
    <div class="box" style="position: relative; width: 200px; height: 120px; ${inner}">
      <b style="position: absolute; left: 149px; top: 29px; width: 2px; height: 2px"></b>
    </div>
  </div>`;
  const [box, dot] = ['.box', 'b'].map((each) => document.querySelector<HTMLElement>(each));
  if (!box || !dot) throw new Error('nothing there');
  const { left, top, width, height } = dot.getBoundingClientRect();
  const zoom = Number(/zoom: ([\d.]+)/.exec(outer)?.[1] ?? 1);
  // what the browser itself finds there: WebKit's places are in pixels as large as the element is zoomed
  const client = [1, zoom]
    .map((pixel) => ({ clientX: (left + width / 2) * pixel, clientY: (top + height / 2) * pixel }))
    .find(({ clientX, clientY }) => document.elementFromPoint(clientX, clientY) === dot);
  if (!client) throw new Error('it is not where the browser says');
  const found = localPoint(box, client);
  expect(found?.x).toBeCloseTo(150, 0);
  expect(found?.y).toBeCloseTo(30, 0);
});

it('finds nothing in an element without area', () => {
  document.body.innerHTML = '<div style="position: relative; width: 200px; height: 120px; transform: scale(0)"></div>';
  const box = document.querySelector('div');
  expect(box && localPoint(box, { clientX: 10, clientY: 10 })).toBeNull();
});
