import type { PerPixelElement } from '../../../src/perpixel.ts';
import type { Visit } from '../drivers/visit.ts';
import { expect } from '../step.ts';
import { until } from '../until.ts';

/** How long frames are counted, milliseconds. */
const COUNTED_MS = 4000;
/** Frames before that: a browser still compiles, and a picture settles. */
const WARM = 8;
/** How long another labelled frame of what moves is waited for, milliseconds. */
const PATIENCE_MS = 30_000;
/** How far the labels' shares may be from those of the picture that is shown at the same time. */
const COLOUR_TOLERANCE = 0.04;

/** Waits for labels: so many frames of the picture that is on. */
export async function labels(visit: Visit, frames = 1, seconds = 40): Promise<void> {
  await until(
    visit,
    'labelled frame',
    (least) => {
      // it may not be defined yet
      const viewer: Partial<PerPixelElement> | null = document.querySelector('per-pixel');
      return (viewer?.stats?.().frames ?? 0) >= least ? true : null;
    },
    frames,
    seconds,
  );
}

/** What the newest labelled frame was. */
export interface Newest {
  readonly width: number;
  readonly height: number;
  readonly shares: readonly number[];
  readonly miou: number | null;
}

/** Keeps the newest labelled frame from now on, for `labelledAs`. */
export async function listen(visit: Visit): Promise<void> {
  await visit.run(() => {
    document.addEventListener('perpixel-frame', ({ detail: { width, height, shares, miou } }) => {
      (globalThis as { newest?: Newest }).newest = { width, height, shares: [...shares], miou };
    });
  }, null);
}

/** Waits for a labelled frame of this many classes, and of this height where it is known. */
export async function labelledAs(visit: Visit, what: string, classes: number, height = 0): Promise<Newest> {
  return until(
    visit,
    `labelled frame of ${what}`,
    (wanted) => {
      const { newest } = globalThis as { newest?: Newest };
      const it = newest?.shares.length === wanted.classes && (wanted.height === 0 || newest.height === wanted.height);
      return it ? newest : null;
    },
    { classes, height },
  );
}

/** Frames labelled a second, once it runs. */
export async function frameRate(visit: Visit): Promise<number> {
  await labels(visit, WARM);
  return visit.run(
    (span) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const count = (): void => void (frames += 1);
        const start = performance.now();
        document.addEventListener('perpixel-frame', count);
        setTimeout(() => {
          document.removeEventListener('perpixel-frame', count);
          resolve((frames * 1000) / (performance.now() - start));
        }, span);
      }),
    COUNTED_MS,
  );
}

/** What the legend lists, a class a line, with its share. */
export async function legend(visit: Visit): Promise<string[]> {
  return until(
    visit,
    'legend with shares',
    () => {
      const root = document.querySelector('per-pixel')?.shadowRoot?.querySelector('pp-legend')?.shadowRoot;
      const rows = [...(root?.querySelectorAll('tbody tr') ?? [])].map((row) =>
        (row.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
      );
      return rows.some((row) => /\d %/.test(row)) ? rows : null;
    },
    null,
  );
}

/**
 * Compares the tiny model's labels with the colours of the picture that is shown: two ways through the browser, of which
 * the snapshot's is its own canvas. The picture moves: the nearest of the frames around it counts.
 */
export async function rightColours(visit: Visit): Promise<string> {
  const { shown, nearest, off } = await visit.run(async (limit) => {
    const viewer = document.querySelector('per-pixel');
    if (!viewer) throw new Error('There is no viewer.');
    viewer.overlay = 'none';
    await viewer.updateComplete;
    const heard: number[][] = [];
    const hear = ({ detail }: CustomEvent<{ shares: Float32Array }>): void => void heard.push([...detail.shares]);
    const more = (count: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const wanted = heard.length + count;
        const end = performance.now() + limit;
        const look = (): void => {
          if (heard.length >= wanted) resolve();
          else if (performance.now() > end) reject(new Error('No more frames are labelled.'));
          else setTimeout(look, 20);
        };
        look();
      });
    document.addEventListener('perpixel-frame', hear);
    viewer.refine = false;
    await more(2);
    const blob = await viewer.snapshot();
    await more(3);
    document.removeEventListener('perpixel-frame', hear);
    const picture = await createImageBitmap(blob);
    const [width, height] = [32, 32];
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const shown = [0, 0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]].map((value = 0) => value / 255);
      // as models/tiny/logits.ts has it
      const logits = [1, 4 * r - 2 * g - 2 * b, 4 * g - 2 * r - 2 * b, 4 * b - 2 * r - 2 * g];
      const id = logits.indexOf(Math.max(...logits));
      shown[id] = (shown[id] ?? 0) + 1 / (width * height);
    }
    const distance = (shares: number[]): number =>
      Math.max(...shares.map((share, id) => Math.abs(share - (shown[id] ?? 0))));
    const [nearest = [1, 1, 1, 1]] = heard.toSorted((a, b) => distance(a) - distance(b));
    return { shown, nearest, off: distance(nearest) };
  }, PATIENCE_MS);
  const percents = (shares: readonly number[]): string => shares.map((share) => (share * 100).toFixed(0)).join('/');
  const figures = `grey/red/green/blue ${percents(nearest)} %, shown ${percents(shown)} %`;
  expect(off <= COLOUR_TOLERANCE, `Colours are labelled wrongly: ${figures}.`);
  return figures;
}
