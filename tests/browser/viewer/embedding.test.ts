import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { needs } from '../needs.ts';
import { pointAt } from '../pointer.ts';
import { author, inside, labelledViewer, labelling } from './fixture.ts';

const parent = document.createElement('div');
let viewer: PerPixelElement;

beforeAll(async () => {
  document.body.append(parent);
  viewer = await labelledViewer(parent);
});

/**
 * How wrong the browser itself may be, pixels: in WebKit the share of a height that comes of an aspect ratio is a little more
 * than that height, whatever has it, if what juts out is not to be seen.
 */
function slack(width: number): number {
  const box = document.createElement('div');
  box.style.cssText = `width: ${width}px; aspect-ratio: 16 / 9; overflow: hidden`;
  const share = document.createElement('div');
  share.style.height = '100%';
  box.append(share);
  document.body.append(box);
  const off = Math.abs(share.getBoundingClientRect().height - box.getBoundingClientRect().height);
  box.remove();
  return off + 0.5;
}

/** The picture is where the host is, and has its size. */
function expectFilled(what: string): void {
  const host = viewer.getBoundingClientRect();
  const picture = inside(viewer, '.picture').getBoundingClientRect();
  expect(picture.width, what).toBeGreaterThan(150);
  expect(picture.height, what).toBeGreaterThan(100);
  const off = (['left', 'top', 'width', 'height'] as const).map((side) => Math.abs(picture[side] - host[side]));
  expect(Math.max(...off), `${what}: ${off.join(' ')}`).toBeLessThan(slack(host.width));
}

describe('the picture without controls', async () => {
  it.each([
    ['a block', 'display: block'],
    ['a flow root', 'display: flow-root'],
    ['a row', 'display: flex'],
    ['a column', 'display: flex; flex-direction: column'],
    ['within a line', 'display: inline-block'],
    ['as wide as its content', 'display: block; width: fit-content'],
    ['floating', 'display: block; float: left'],
    ['without a place of its own', 'display: block; position: static'],
    ['without a height', 'display: block; height: 0'],
    ['of a height', 'display: block; height: 250px'],
    ['of a least height', 'display: block; height: auto; min-height: 250px; aspect-ratio: auto'],
    ['bare of every rule', 'all: unset; display: block; width: 320px; height: 200px'],
    ['contained', 'display: block; contain: content'],
    ['reset with everything else', 'max-width: 100%; height: auto; display: block; box-sizing: border-box; padding: 0'],
  ])('fills a host that is %s', (what, css) => {
    parent.style.cssText = '';
    author(`per-pixel { ${css} }`);
    expectFilled(what);
  });

  it.each([
    ['a row', 'display: flex'],
    ['a row in its middle', 'display: flex; align-items: center; justify-content: center; height: 300px'],
    ['a column', 'display: flex; flex-direction: column'],
    ['a grid', 'display: grid'],
    ['a grid in its middle', 'display: grid; place-items: center; height: 300px'],
  ])('fills a host in %s', (what, css) => {
    author('per-pixel { display: block; flex: 1 }');
    parent.style.cssText = css;
    expectFilled(what);
  });

  it('fills a host in a column that it shall fill', await needs('stretchedShare'), () => {
    author('per-pixel { display: block; flex: 1 }');
    parent.style.cssText = 'display: flex; flex-direction: column; min-height: 320px';
    expectFilled('a column that it shall fill');
  });

  it('is no wider than its place where it is given a height alone', () => {
    author('per-pixel { height: 384px }');
    parent.style.cssText = 'width: 300px';
    expect(viewer.getBoundingClientRect().width).toBe(300);
    expectFilled('a narrow place');
  });

  it('is gone while it is hidden, whatever the page says of its display', () => {
    author('per-pixel { display: block }');
    viewer.hidden = true;
    expect(viewer.getBoundingClientRect().height).toBe(0);
    viewer.hidden = false;
    expectFilled('shown again');
  });

  it('writes as ever in a page that writes otherwise', () => {
    author('body { text-transform: uppercase; text-align: center; letter-spacing: 1em; white-space: nowrap }');
    const { textTransform, textAlign, letterSpacing, whiteSpace } = getComputedStyle(inside(viewer, 'pp-status'));
    expect([textTransform, textAlign, letterSpacing, whiteSpace]).toEqual(['none', 'start', 'normal', 'normal']);
  });
});

describe('a viewer with controls', () => {
  const bottom = (element: Element): number => element.getBoundingClientRect().bottom;

  it.each([
    ['a box', 'display: block; height: 100%', ''],
    ['a column', 'flex: 1', 'display: flex; flex-direction: column;'],
    ['a grid', '', 'display: grid; grid-template-rows: minmax(0, 1fr);'],
  ])('lies over nothing that follows %s of 600 × 300 pixels, and scrolls', async (_, css, around) => {
    author(`per-pixel { ${css} }`);
    parent.style.cssText = `${around} width: 600px; height: 300px`;
    viewer.controls = true;
    await viewer.updateComplete;
    onTestFinished(async () => {
      viewer.controls = false;
      await viewer.updateComplete;
    });
    expect(viewer.getBoundingClientRect().height).toBe(300);
    const { left } = parent.getBoundingClientRect();
    expect(viewer.contains(document.elementFromPoint(left + 300, bottom(parent) + 20))).toBe(false);
    // what there is no room for is scrolled to
    expect(inside(viewer, '.stage').getBoundingClientRect().height).toBeGreaterThan(150);
    expect(viewer.scrollHeight).toBeGreaterThan(viewer.clientHeight);
    viewer.scrollTo({ top: viewer.scrollHeight });
    expect(bottom(inside(viewer, '.panel'))).toBeLessThanOrEqual(bottom(parent) + 1);
    viewer.scrollTo({ top: 0 });
    // given no height it has room for everything
    parent.style.height = '';
    expect(viewer.scrollHeight).toBe(viewer.clientHeight);
  });
});

describe('the pixel under the pointer', async () => {
  const places = [
    [0.2, 0.2, 'red'],
    [0.8, 0.2, 'green'],
    [0.2, 0.8, 'blue'],
    [0.8, 0.8, 'background'],
  ] as const;

  const named = (): string | undefined =>
    viewer.shadowRoot?.querySelector('pp-inspector')?.shadowRoot?.querySelector('strong')?.textContent;

  async function expectNamed(css: string): Promise<void> {
    parent.style.cssText = `width: 320px; ${css}`;
    author('per-pixel { display: block; width: 320px; height: 240px }');
    for (const [x, y, name] of places) {
      await pointAt(inside(viewer, '.stage'), `${x * 100}%`, `${y * 100}%`);
      await expect.poll(named).toBe(name);
    }
  }

  it.each([
    ['as it is', ''],
    ['scaled', 'transform: scale(0.5); transform-origin: 0 0'],
    ['turned about', 'rotate: 180deg'],
    ['turned', 'transform: rotate(90deg) scale(0.5)'],
    ['mirrored', 'scale: -1 1'],
    ['in perspective', 'transform: perspective(600px) rotateY(30deg)'],
  ])('is named where the picture is %s', (_what, css) => expectNamed(css));

  it('is named where the picture is zoomed', await needs('zoomedPlaces'), () => expectNamed('zoom: 0.6'));
});

/** The colour in the lower right, where the picture is black. */
async function blackCorner(picture: Blob): Promise<number> {
  const bitmap = await createImageBitmap(picture);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const [r = 0, g = 0, b = 0] = context.getImageData(bitmap.width - 4, bitmap.height - 4, 1, 1).data;
  bitmap.close();
  return r + g + b;
}

describe('a snapshot', () => {
  it('hides what was set to be hidden a moment before', async () => {
    viewer.overlay = 'none';
    await viewer.updateComplete;
    expect(await blackCorner(await viewer.snapshot())).toBe(0);
    viewer.overlay = 'replace';
    expect(await blackCorner(await viewer.snapshot())).toBeGreaterThan(3);
  });
});

describe('another document', () => {
  it('shows the picture as the first one did, and labels on', async () => {
    author('');
    viewer.controls = true;
    const frame = document.createElement('iframe');
    Object.assign(frame.style, { width: '380px', height: '600px' });
    document.body.append(frame);
    const labelled = labelling(viewer);
    frame.contentDocument?.body.append(viewer);
    await labelled;
    expect(getComputedStyle(inside(viewer, '.picture')).objectFit).toBe('contain');
    expect(inside(viewer, '.picture').clientWidth).toBeGreaterThan(300);
    const toolbar = inside(viewer, 'pp-toolbar');
    expect(getComputedStyle(inside(toolbar, '.sources')).display).toBe('flex');
    // what is drawn there for the first time
    inside(toolbar, 'button[title=Refinement]').click();
    await (viewer as unknown as { updateComplete: Promise<unknown> }).updateComplete;
    expect(getComputedStyle(inside(inside(viewer, 'pp-refine'), 'section')).display).toBe('grid');
  });
});
