import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../src/core/geometry/bilinear.ts';
import { shadeOf } from '../../src/core/instances/shade.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import { parseManifest } from '../../src/core/manifest/manifest.ts';
import { packPixel, parseColour, perceptualRamp } from '../../src/core/labels/palette.ts';
import { DEFAULT_VIEW, type View } from '../../src/core/view/view.ts';
import type { Things } from '../../workers/instances/things.ts';
import { createPainter } from '../../workers/video/painter.ts';
import { context2d } from '../../workers/compositor/canvas-context.ts';
import { createCompositor } from '../../workers/compositor/compositor.ts';
import { contextOnce } from './context-once.ts';
import { classes, manifestFor, picture } from './models/own-model.ts';

const SIZE = { width: 80, height: 40 };
const GRID = { width: 8, height: 4 };
const GREY = 120;

/** Sure of class 1 on the left, of nothing on the right. */
function leftIsSure(): Labelled {
  const data = Float32Array.from({ length: GRID.width * GRID.height }, (_, i) => (i % GRID.width < 4 ? 0.99 : 0.6));
  const scores = { ...GRID, classes: 2, kind: 'binary' as const, data, classStride: 0, pixelStride: 1 };
  const placement = { x: 0, y: 0, ...GRID };
  const count = SIZE.width * SIZE.height;
  return {
    scores,
    disagreement: null,
    luma: new Float32Array(),
    labels: new Uint8Array(count).fill(1),
    counts: new Uint32Array(256),
    raw: null,
    size: SIZE,
    frame: SIZE,
    pixels: { ...SIZE, words: new Uint32Array(count).fill(packPixel(GREY, GREY, GREY)) },
    placement,
    grid: bilinearGrid(scores, placement, SIZE),
    result: null,
    note: null,
  };
}

const spec = async () =>
  parseManifest(
    await manifestFor(new Uint8Array(1), {
      input: { name: 'in', ...GRID },
      output: { name: 'out', kind: 'binary-probability' },
      classes: classes(2),
    }),
  );

/** Pixel values as RGBA words, row-major. */
async function drawn(view: Partial<View>, labelled = leftIsSure(), own?: readonly ModelClass[]): Promise<Uint32Array> {
  const canvas = new OffscreenCanvas(1, 1);
  const classes = own ?? (await spec()).classes;
  createCompositor(canvas, classes).draw(labelled, { ...DEFAULT_VIEW, mirrored: false, ...view });
  const { data } = context2d(canvas)!.getImageData(0, 0, SIZE.width, SIZE.height);
  return new Uint32Array(data.buffer);
}

/** Of each half, which share of the pixels is not the grey of the picture. */
function changed(words: Uint32Array): [left: number, right: number] {
  const grey = packPixel(GREY, GREY, GREY);
  const share = (from: number, to: number): number => {
    const own = [...words].filter((_, i) => i % SIZE.width >= from && i % SIZE.width < to);
    return own.filter((word) => word !== grey).length / own.length;
  };
  // the middle, where sure fades into unsure, is nobody's
  return [share(0, 30), share(50, 80)];
}

/** A pixel is a mean of others, within the rounding of a canvas. */
function expectNear(word: number, parts: [share: number, word: number][]): void {
  for (const shift of [0, 8, 16]) {
    const mean = parts.reduce((sum, [share, each]) => sum + share * ((each >>> shift) & 255), 0);
    expect(Math.abs(((word >>> shift) & 255) - mean)).toBeLessThanOrEqual(2);
  }
}

/** The picture's first pixel, whoever drew it. */
async function firstPixel(canvas: OffscreenCanvas): Promise<number[]> {
  const shown = await createImageBitmap(canvas);
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context?.drawImage(shown, 0, 0);
  shown.close();
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
}

describe('a canvas whose context can be had once', () => {
  it('is drawn on by one model after the other', async () => {
    const canvas = contextOnce(new OffscreenCanvas(1, 1));
    for (const grey of [GREY, 40]) {
      const labelled = leftIsSure();
      labelled.pixels.words.fill(packPixel(grey, grey, grey));
      createCompositor(canvas, (await spec()).classes).draw(labelled, { ...DEFAULT_VIEW, overlay: 'none' });
      expect(await firstPixel(canvas)).toEqual([grey, grey, grey, 255]);
    }
  });

  it('shows one frame of a video after the other, labelled by one model and by another', async () => {
    const canvas = contextOnce(new OffscreenCanvas(1, 1));
    const { classes } = await spec();
    const painters = [1, 2].map(() => createPainter(classes, 'semantic'));
    for (const [index, grey] of [GREY, 40, 200].entries()) {
      const bitmap = await createImageBitmap(picture(16, 16, () => [grey, grey, grey]));
      const frame = new VideoFrame(bitmap, { timestamp: 0 });
      painters[index % 2]!.draw(canvas, frame, null, { overlay: 'none', opacity: 1 });
      frame.close();
      expect(await firstPixel(canvas)).toEqual([grey, grey, grey, 255]);
    }
  });
});

describe('the picture drawn without a GPU', () => {
  it('is hatched with light and dark stripes where the model is less sure than is wanted, and nowhere else', async () => {
    const words = await drawn({ overlay: 'none', doubt: 0.9 });
    const [left, right] = changed(words);
    expect(left).toBe(0);
    expect(right).toBeCloseTo(0.4, 1);
    const greys = new Set([...words].map((word) => word & 255));
    expect(Math.min(...greys)).toBeLessThan(GREY - 50);
    expect(Math.max(...greys)).toBeGreaterThan(GREY + 50);
    expect(changed(await drawn({ overlay: 'none', doubt: 0 }))).toEqual([0, 0]);
    expect(changed(await drawn({ overlay: 'none', doubt: 0.5 }))).toEqual([0, 0]);
  });

  it.each([
    ['labels', 'at its own size, in one pass', SIZE],
    ['labels', 'smaller than its labels', { width: 40, height: 20 }],
    ['outline', 'in lines', SIZE],
  ] as const)('shows what the model’s task lays over it in place of its classes: %s %s', async (overlay, _, pixels) => {
    const own = packPixel(10, 200, 30);
    const layer = {
      palette: new Uint32Array(256).with(1, packPixel(0, 0, 0)).with(2, own),
      // the right half is something of the task's own
      map: ({ labels }: Labelled) => labels.map((id, at) => (at % SIZE.width < SIZE.width / 2 ? id : 2)),
    };
    const canvas = new OffscreenCanvas(1, 1);
    const labelled = leftIsSure();
    const picture = { ...pixels, words: labelled.pixels.words.subarray(0, pixels.width * pixels.height) };
    const compositor = createCompositor(canvas, (await spec()).classes, { layer });
    compositor.draw({ ...labelled, pixels: picture }, { ...DEFAULT_VIEW, overlay, opacity: 1 });
    const { data } = context2d(canvas)!.getImageData(0, 0, SIZE.width, SIZE.height);
    const at = (x: number): number => new Uint32Array(data.buffer)[20 * SIZE.width + x]!;
    const edge = SIZE.width / 2;
    const grey = packPixel(GREY, GREY, GREY);
    const black = layer.palette[1]!;
    // soft edges: what lies beyond the two pixels is of the same class, or of none
    const [left, right] = overlay === 'labels' ? [black, own] : [grey, grey];
    expectNear(at(edge - 1), [
      [0.25, left],
      [0.5, black],
      [0.25, own],
    ]);
    expectNear(at(edge), [
      [0.25, black],
      [0.5, own],
      [0.25, right],
    ]);
    expect(at(SIZE.width - 1)).toBe(overlay === 'labels' ? own : packPixel(GREY, GREY, GREY));
  });

  it('is hatched where a class is wrong more often than right, which is another confidence of each', async () => {
    const own = (await spec()).classes.map((each, id) => ({ ...each, doubt: [0.9, 0.2][id] }));
    expect(changed(await drawn({ overlay: 'none', doubt: 0.5 }, leftIsSure(), own))).toEqual([0, 0]);
    const right = { ...leftIsSure(), labels: new Uint8Array(SIZE.width * SIZE.height) };
    const asIs = changed(await drawn({ overlay: 'none', doubt: 0.5 }, right, own));
    expect(asIs[0]).toBe(0);
    expect(asIs[1]).toBeCloseTo(0.4, 1);
    // left of the split it is what the argmax alone calls it
    const split = { ...leftIsSure(), raw: right.labels };
    expect(changed(await drawn({ overlay: 'none', doubt: 0.5, split: 1 }, split, own))).toEqual(asIs);
    // a thing that is told apart is not told by its class any more
    const things = own.map((each) => ({ ...each, thing: true }));
    expect(changed(await drawn({ overlay: 'none', doubt: 0.5, labelling: 'instance' }, right, things))).toEqual([0, 0]);
  });

  it('is hatched on the other side as in a mirror', async () => {
    const [left, right] = changed(await drawn({ overlay: 'none', doubt: 0.9, mirrored: true }));
    expect(left).toBeCloseTo(0.4, 1);
    expect(right).toBe(0);
  });

  it.each([
    ['confidence', 0.99, 0.6],
    ['entropy', 0.0808, 0.971],
  ] as const)('shows %s in the colours of its scale', async (overlay, sure, unsure) => {
    const words = await drawn({ overlay, opacity: 1 });
    const ramp = perceptualRamp();
    const [left, right] = [words[20 * SIZE.width + 10], words[20 * SIZE.width + 70]];
    expect(left).toBe(ramp[Math.floor(sure * 255)]);
    expect(right).toBe(ramp[Math.floor(unsure * 255)]);
  });
});

/** Two people of 20 × 20 pixels who touch, the first one on the left, on a background that is told by its colour. */
function twoPeople(given: Partial<Things> = {}): Labelled<Things> {
  const base = leftIsSure();
  const idAt = (x: number, y: number): number => (y < 10 || y >= 30 || x < 20 || x >= 60 ? 0 : x < 40 ? 1 : 2);
  const ids = Uint16Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
    idAt(i % SIZE.width, Math.floor(i / SIZE.width)),
  );
  const data = Float32Array.from({ length: GRID.width * GRID.height }, (_, i) =>
    idAt((i % GRID.width) * 10 + 5, Math.floor(i / GRID.width) * 10 + 5) ? 1 : 0,
  );
  const box = (x: number) => ({ x, y: 10, width: 20, height: 20 });
  const words = Uint32Array.from(ids, (id) => PICTURE[id]!);
  return {
    ...base,
    scores: { ...base.scores, data },
    labels: Uint8Array.from(ids, (id) => (id ? 1 : 0)),
    pixels: { ...SIZE, words },
    result: {
      map: ids,
      instances: [
        { id: 1, track: 3, classId: 1, score: 0.9, area: 400, box: box(20) },
        { id: 2, track: 8, classId: 1, score: 0.9, area: 400, box: box(40) },
      ],
      ...given,
    },
  };
}

/** Of the background and of each person: red, green, blue. */
const PICTURE = [packPixel(255, 0, 0), packPixel(0, 255, 0), packPixel(0, 0, 255)];

async function drawnApart(view: Partial<View>, labelled = twoPeople()): Promise<Uint32Array> {
  const canvas = new OffscreenCanvas(1, 1);
  const thingClasses = classes(2).map((each) => ({ ...each, thing: each.id === 1 }));
  const compositor = createCompositor(canvas, thingClasses, { thingsOf: ({ result }) => result as Things | null });
  compositor.draw(labelled, { ...DEFAULT_VIEW, opacity: 1, ...view });
  const { data } = context2d(canvas)!.getImageData(0, 0, SIZE.width, SIZE.height);
  return new Uint32Array(data.buffer);
}

/** How many pixels have more of a channel of the picture than of the two others together: red, green, blue. */
function seenOf(words: Uint32Array): number[] {
  return [0, 8, 16].map((shift) => {
    const others = [0, 8, 16].filter((each) => each !== shift);
    const strong = (word: number): boolean =>
      word >>> 24 > 0 && ((word >>> shift) & 255) > 40 + others.reduce((sum, each) => sum + ((word >>> each) & 255), 0);
    return words.filter(strong).length;
  });
}

describe('people in a picture', () => {
  it.each(['replace', 'cutout'] as const)(
    'are hidden by “%s” with the background, but for those who are kept',
    async (overlay) => {
      const [, first = 0, second = 0] = seenOf(await drawnApart({ overlay, keep: 'all' }));
      expect(Math.min(first, second)).toBeGreaterThan(380);
      const words = await drawnApart({ overlay, keep: [8] });
      const [, green, blue] = seenOf(words);
      expect(green).toBe(0);
      // nor what lies behind them: only the soft edge of the one who is kept
      expect(seenOf(words.filter((_, i) => i % SIZE.width < 38))).toEqual([0, 0, 0]);
      expect(blue).toBeGreaterThan(250);
    },
  );

  it('are hidden at another size of labels and in a mirror too', async () => {
    const [, green, blue] = seenOf(await drawnApart({ overlay: 'cutout', keep: [3], mirrored: true }));
    expect(blue).toBe(0);
    expect(green).toBeGreaterThan(250);
    const wide = { ...twoPeople(), frame: { width: 300, height: 150 } };
    expect(seenOf(await drawnApart({ overlay: 'cutout', keep: [3] }, wide))[2]).toBe(0);
  });

  it('are all hidden where those who are kept are lost, and where nothing could be told apart', async () => {
    for (const labelled of [
      twoPeople(),
      twoPeople({ instances: [], map: new Uint16Array(SIZE.width * SIZE.height) }),
    ]) {
      expect(seenOf(await drawnApart({ overlay: 'cutout', keep: [5] }, labelled))).toEqual([0, 0, 0]);
    }
    const nothing = { ...twoPeople(), result: null as unknown as Things };
    expect(seenOf(await drawnApart({ overlay: 'cutout', keep: 'nearest' }, nothing))).toEqual([0, 0, 0]);
  });

  it('have a shade each, a line between them, and a number at their heads', async () => {
    const words = await drawnApart({ labelling: 'instance' });
    const at = (x: number, y: number): number => words[y * SIZE.width + x]!;
    expect(at(5, 5)).toBe(PICTURE[0]);
    expect(at(23, 27)).toBe(packPixel(...parseColour(shadeOf(classes(2)[1]!.colour, 3))));
    expect(at(57, 27)).toBe(packPixel(...parseColour(shadeOf(classes(2)[1]!.colour, 8))));
    // with soft edges
    expectNear(at(39, 27), [
      [0.25, at(23, 27)],
      [0.5, 0xffffffff],
      [0.25, at(57, 27)],
    ]);
    const coloursOf = (from: number, to: number): Set<number> =>
      new Set(
        words.filter(
          (_, i) => i % SIZE.width >= 21 && i % SIZE.width < 38 && i >= from * SIZE.width && i < to * SIZE.width,
        ),
      );
    expect(coloursOf(22, 29)).toEqual(new Set([at(23, 27)]));
    expect(coloursOf(10, 16).size).toBeGreaterThan(4);
  });

  it('are drawn in classes alone where nothing is to be told apart', async () => {
    const words = await drawnApart({ labelling: 'semantic' });
    const colours = (left: number, right: number, upper: number, lower: number): number =>
      new Set(
        words.filter((_, i) => {
          const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
          return x >= left && x < right && y >= upper && y < lower;
        }),
      ).size;
    expect([colours(21, 59, 11, 29), colours(0, 19, 0, 40), colours(0, 80, 0, 9)]).toEqual([1, 1, 1]);
  });
});
