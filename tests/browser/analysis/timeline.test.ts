import { describe, expect, it, onTestFinished } from 'vitest';
import { createLiveSeries, type LiveSeries } from '../../../src/apps/analyst/live-series.ts';
import type { Selection } from '../../../src/apps/analyst/timeline/means.ts';
import type { Timeline } from '../../../src/apps/analyst/timeline/timeline.ts';
import '../../../src/apps/analyst/timeline/timeline.ts';
import { needs } from '../needs.ts';
import { pointAt } from '../pointer.ts';
import { expectAccessible, find, findAll, mount, textIn } from '../ui/fixture.ts';

const FRAMES = 600;
const DURATION = 60;
const timestamps = Float64Array.from({ length: FRAMES }, (_, i) => (i * DURATION) / FRAMES);
const classes = ['road', 'a class whose name is far too long for any axis', 'car'].map((name, id) => ({
  id,
  name,
  colour: ['#ff0000', '#00ff00', '#0000ff'][id] ?? '',
  thing: false,
}));

function analysed(frames: number, share = (i: number): number => (i % 2 ? 1 : 0)): LiveSeries {
  const series = createLiveSeries(
    Uint32Array.from({ length: FRAMES }, (_, i) => i),
    timestamps,
    DURATION,
    classes,
  );
  fill(series, 0, frames, share);
  return series;
}

function fill(series: LiveSeries, from: number, to: number, share = (i: number): number => (i % 2 ? 1 : 0)): void {
  for (let i = from; i < to; i += 1) series.set(i, Float32Array.of(share(i), 0, 1 - share(i)));
}

async function shown(properties: Partial<Timeline> = {}): Promise<Timeline> {
  const timeline = await mount('pp-timeline', { classes, timestamps, duration: DURATION, ...properties });
  // as the page does it
  timeline.onSelect = (selection) => (timeline.selection = selection);
  await expect.poll(() => timeline.shadowRoot?.querySelector('canvas')).toBeTruthy();
  return timeline;
}

/** The analysis has got more frames, and they are drawn. */
async function grown(timeline: Timeline, to: number): Promise<void> {
  const canvas = (): string => find<HTMLCanvasElement>(timeline, '.canvas canvas, canvas').toDataURL();
  const before = canvas();
  fill(timeline.series!, 0, to);
  timeline.revision += 1;
  await expect.poll(canvas).not.toBe(before);
}

const chart = (timeline: Timeline): HTMLElement => find(timeline, '.chart');
const widthOf = (timeline: Timeline, selector: string): number =>
  find(timeline, selector).getBoundingClientRect().width;

/** Where something stands in the timeline, pixels from its left. */
function leftOf(timeline: Timeline, selector: string): number {
  return Math.round(find(timeline, selector).getBoundingClientRect().left - timeline.getBoundingClientRect().left);
}

/** A press at one place of the plot, let go at another; 0 to 1. */
function drag(timeline: Timeline, from: number, to: number, { release = true } = {}): void {
  const over = find(timeline, '.u-over').getBoundingClientRect();
  const at = (type: string, place: number): void => {
    const [clientX, clientY] = [over.left + place * over.width, over.top + 20];
    const event = { clientX, clientY, bubbles: true, composed: true, pointerId: 1, button: 0 };
    find(timeline, '.u-over').dispatchEvent(new PointerEvent(type, event));
  };
  // only a pointer of the browser's own can be captured
  chart(timeline).setPointerCapture = () => undefined;
  at('pointerdown', from);
  at('pointermove', (from + to) / 2);
  at('pointermove', to);
  if (release) at('pointerup', to);
}

describe('the timeline of an analysis that runs', async () => {
  it('keeps what is pointed at and what is selected when more frames come', async () => {
    const timeline = await shown({ series: analysed(100) });
    drag(timeline, 0.25, 0.5);
    await timeline.updateComplete;
    expect(timeline.selection?.from).toBeCloseTo(15, 0);
    await pointAt(chart(timeline), 200, 40);
    await expect.poll(() => findAll(timeline, '.preview')).toHaveLength(1);
    const before = ['.u-cursor-x', '.u-select', '.preview'].map((each) => leftOf(timeline, each));
    const wide = widthOf(timeline, '.u-select');
    expect(wide).toBeGreaterThan(40);
    await grown(timeline, 300);
    expect(['.u-cursor-x', '.u-select', '.preview'].map((each) => leftOf(timeline, each))).toEqual(before);
    expect(widthOf(timeline, '.u-select')).toBeCloseTo(wide, 3);
  });

  it('keeps a selection that is being made, and one that another view of it shows', async () => {
    const timeline = await shown({ series: analysed(100) });
    drag(timeline, 0.2, 0.6, { release: false });
    await grown(timeline, 200);
    const half = widthOf(timeline, '.u-select');
    expect(half).toBeGreaterThan(60);
    drag(timeline, 0.2, 0.6);
    await timeline.updateComplete;
    find<HTMLInputElement>(timeline, 'input[value=lines]').click();
    await timeline.updateComplete;
    expect(widthOf(timeline, '.u-select')).toBeCloseTo(half, 0);
    // another video's
    timeline.selection = null;
    await timeline.updateComplete;
    expect(widthOf(timeline, '.u-select')).toBe(0);
  });

  it('goes to a frame that is clicked, and to the ends by keys', async () => {
    const went: number[] = [];
    const timeline = await shown({ series: analysed(FRAMES), onSeek: (index) => went.push(index) });
    drag(timeline, 0.5, 0.5);
    chart(timeline).dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    chart(timeline).dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    expect(went).toEqual([FRAMES / 2, FRAMES - 1, 0]);
  });

  it('shows the frame that is pointed at over the pointer, from the first one on', async () => {
    const timeline = await shown({ series: analysed(FRAMES) });
    // where no test before has left the pointer: Firefox tells nothing of a move that is none
    await pointAt(chart(timeline), 170, 70);
    const middle = (): number => leftOf(timeline, '.preview') + widthOf(timeline, '.preview') / 2;
    await expect.poll(() => findAll(timeline, '.preview')).toHaveLength(1);
    await expect.poll(() => Math.abs(middle() - leftOf(timeline, '.u-cursor-x'))).toBeLessThan(2);
  });

  async function expectRightPlace(style: string, value: string): Promise<void> {
    const went: number[] = [];
    const timeline = await shown({ series: analysed(FRAMES), onSeek: (index) => went.push(index) });
    document.body.style.setProperty(style, value);
    onTestFinished(() => void document.body.style.removeProperty(style));
    drag(timeline, 0.25, 0.25);
    expect(went.map((index) => Math.round(index / 10))).toEqual([15]);
  }

  it('reads the right place while the page is turned smaller', () => expectRightPlace('transform', 'scale(0.5)'));

  it('reads the right place while the page is enlarged', await needs('zoomedPlaces'), () =>
    expectRightPlace('zoom', '1.7'),
  );
});

describe('the timeline’s chart', () => {
  it('makes room for the means of a selection, axis and all', async () => {
    const timeline = await shown({ series: analysed(FRAMES) });
    Object.assign(timeline.style, { height: '260px' });
    timeline.selection = { from: 6, to: 30 } satisfies Selection;
    await timeline.updateComplete;
    const lowest = (): number => find(timeline, '.canvas canvas').getBoundingClientRect().bottom;
    await expect.poll(lowest).toBeLessThanOrEqual(chart(timeline).getBoundingClientRect().bottom + 0.5);
    const means = find(timeline, '.means').getBoundingClientRect();
    expect(chart(timeline).getBoundingClientRect().bottom).toBeLessThanOrEqual(means.top);
    expect(means.bottom).toBeLessThanOrEqual(timeline.getBoundingClientRect().bottom);
    expect(textIn(timeline, '.means')).toContain('car 50.');
  });

  it('leaves the last tick’s label room', async () => {
    const timeline = await shown({ series: analysed(FRAMES) });
    const canvas = find<HTMLCanvasElement>(timeline, 'canvas');
    const over = find(timeline, '.u-over').getBoundingClientRect();
    const right = canvas.getBoundingClientRect().right - over.right;
    // half of “1:00” in letters of 11 pixels
    expect(right).toBeGreaterThanOrEqual(13);
  });

  it('names the rows of the heat view, whole for those who ask', async () => {
    const timeline = await shown({ series: analysed(FRAMES) });
    find<HTMLInputElement>(timeline, 'input[value=heat]').click();
    await expect
      .poll(() => findAll(timeline, '.rows li').map(({ title }) => title))
      .toEqual(classes.map(({ name }) => name));
    const plot = find(timeline, '.u-over').getBoundingClientRect();
    const rows = findAll(timeline, '.rows li').map((row) => row.getBoundingClientRect());
    for (const [place, row] of rows.entries()) {
      expect(row.top).toBeCloseTo(plot.top + (place * plot.height) / 3, -0.5);
      expect(row.right).toBeLessThanOrEqual(plot.left + 1);
      expect(row.left).toBeGreaterThanOrEqual(timeline.getBoundingClientRect().left);
    }
    await pointAt(chart(timeline), 250, 20);
    await expect.poll(() => find(timeline, '.preview').shadowRoot?.textContent).toContain('road');
    await expectAccessible(timeline);
  });

  it('draws in heat the mean of what falls onto a column, without a pattern of its own', async () => {
    // each second frame is full: on columns of less than a frame to several it must look the same all along
    const timeline = await shown({ series: analysed(FRAMES) });
    find<HTMLInputElement>(timeline, 'input[value=heat]').click();
    await timeline.updateComplete;
    const canvas = find<HTMLCanvasElement>(timeline, '.canvas canvas');
    const over = find(timeline, '.u-over');
    const scale = devicePixelRatio;
    const read = (): number[] => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
      copy.drawImage(canvas, 0, 0);
      const [left, top, wide] = [over.offsetLeft, over.offsetTop + 12, over.offsetWidth].map((each) =>
        Math.round(each * scale),
      );
      const { data } = copy.getImageData(left! + 2, top!, wide! - 4, 1);
      return Array.from({ length: wide! - 4 }, (_, x) => data[x * 4 + 3]!);
    };
    await expect.poll(() => Math.max(...read())).toBeGreaterThan(0);
    const alphas = read();
    // 600 frames on some 300 columns: two frames a column, give or take a share of a third one
    const grey = alphas.slice(4, -4);
    const means = Array.from({ length: Math.floor(grey.length / 16) }, (_, i) =>
      grey.slice(i * 16, i * 16 + 16).reduce((sum, each) => sum + each / 16, 0),
    );
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(12);
  });
});
