import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PerPixelElement } from '../../src/perpixel.ts';
import { labelled, openApp } from './app.ts';

/** Frames that tell in which of them a background can be seen. */
const WATCHED = 12;
let film = '';

beforeAll(async () => {
  film = await writeGreyFilm();
});

/** Nothing but grey, which the tiny model takes for background: whatever else is seen was put there. */
async function writeGreyFilm(): Promise<string> {
  const [width, height] = [64, 48];
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.alloc(width * height, 70),
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const path = join(await mkdtemp(join(tmpdir(), 'perpixel-grey-')), 'grey.y4m');
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  );
  return path;
}

/** Lets the page say of a picture whether the camera's grey can be seen in it. */
async function openCamera(query: string, before: () => void = () => undefined): Promise<Page> {
  const { page } = await openApp({
    query: `source=camera&model=tiny&backend=wasm&${query}`,
    camera: film,
    prepare: async (context) => {
      await context.addInitScript(before);
      await context.addInitScript(() => {
        const isGrey = (r: number, g: number, b: number): boolean => r > 45 && Math.abs(r - b) < 10 && g < 110;
        /** What each of so many frames of a stream shows, from now on. */
        const watch = async (stream: MediaStream, count: number): Promise<string[]> => {
          const [track] = stream.getVideoTracks();
          if (!track) return ['no track'];
          const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
          const seen: string[] = [];
          while (seen.length < count) {
            const { value: frame, done } = await reader.read();
            if (done) break;
            const pixels = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
            await frame.copyTo(pixels, { format: 'RGBA' });
            frame.close();
            const at = (pixels.length >> 3) << 2;
            const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
            seen.push(isGrey(r, g, b) ? 'raw' : r + g + b < 12 ? 'black' : 'clean');
          }
          await reader.cancel();
          return seen;
        };
        const Original = Worker;
        window.Worker = class extends Original {
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options);
            dispatchEvent(new Event('worker-started'));
          }
        };
        Object.assign(window, { watch });
      });
    },
  });
  return page;
}

declare global {
  interface Window {
    watch(stream: MediaStream, count: number): Promise<string[]>;
  }
}

/** Hides the background at the moment that is named, and watches until a worker that was not there before has labelled. */
function hideWhen(page: Page, moment: 'model' | 'crash'): Promise<string[]> {
  return page.evaluate(
    async ({ when, count }) => {
      const viewer = document.querySelector('per-pixel')!;
      const before = viewer.stats().frames;
      const stream = viewer.captureStream();
      const reached = new Promise((resolve) => addEventListener('worker-started', resolve, { once: true }));
      if (when === 'model') viewer.mirror = true;
      else void (viewer as unknown as { injectFault(fault: string): Promise<void> }).injectFault('worker-crash');
      await reached;
      viewer.overlay = 'replace';
      await viewer.updateComplete;
      const seen: string[] = [];
      do seen.push(...(await window.watch(stream, 1)));
      while (viewer.stats().frames >= before || viewer.stats().frames < 3);
      return [...seen, ...(await window.watch(viewer.captureStream(), count))];
    },
    { when: moment, count: WATCHED },
  );
}

describe('a background that is to be hidden', () => {
  it('is in no frame when the overlay is set while the model opens', async () => {
    const page = await openCamera('overlay=none', () => {
      document.addEventListener('perpixel-statechange', ({ target, detail }) => {
        if (detail.state === 'loading') (target as HTMLElement).setAttribute('overlay', 'replace');
      });
    });
    await labelled(page);
    const seen = await page.evaluate(
      (count) => window.watch(document.querySelector('per-pixel')!.captureStream(), count),
      WATCHED,
    );
    expect(seen).not.toContain('raw');
    expect(seen).toContain('clean');
  });

  it.each(['model', 'crash'] as const)(
    'is in none either while a worker takes the last one’s place (%s)',
    async (moment) => {
      const page = await openCamera('overlay=none&faults');
      await labelled(page, 40);
      const seen = await hideWhen(page, moment);
      expect(seen).not.toContain('raw');
      expect(seen).toContain('clean');
    },
  );
});

describe('a picture on the page', () => {
  it('that shows more than may be seen is hidden while no worker can draw it anew', async () => {
    const page = await openCamera('overlay=none&faults');
    await labelled(page);
    const seen = (): Promise<string> =>
      page.locator('per-pixel canvas.picture').evaluate((canvas) => getComputedStyle(canvas).visibility);
    expect(await seen()).toBe('visible');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/pipeline.worker*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate(async () => {
      const viewer = document.querySelector('per-pixel')!;
      await (viewer as unknown as { injectFault(fault: string): Promise<void> }).injectFault('worker-crash');
      await new Promise((resolve) => addEventListener('worker-started', resolve, { once: true }));
      viewer.overlay = 'replace';
      await viewer.updateComplete;
    });
    await expect.poll(seen).toBe('hidden');
    release();
    await expect.poll(seen).toBe('visible');
  });
});

describe('an overlay', () => {
  it('is known by its name in any case; an unknown one leaves the last in force', async () => {
    const page = await openCamera('overlay=Blur');
    await labelled(page);
    const set = (value: string): Promise<[string, string | null]> =>
      page.evaluate(async (overlay) => {
        const viewer = document.querySelector('per-pixel')!;
        viewer.setAttribute('overlay', overlay);
        await viewer.updateComplete;
        return [viewer.overlay, viewer.getAttribute('overlay')];
      }, value);
    expect(await page.evaluate(() => document.querySelector('per-pixel')!.overlay)).toBe('blur');
    expect(await set(' RePlace')).toEqual(['replace', 'replace']);
    expect(await set('blurr')).toEqual(['replace', 'replace']);
    // there is none to be had: what was hidden stays hidden
    expect(await set('disagreement')).toEqual(['replace', 'replace']);
    await page.evaluate(() => document.querySelector('per-pixel')!.removeAttribute('overlay'));
    expect(await set('')).toEqual(['replace', 'replace']);
    const seen = await page.evaluate(() => window.watch(document.querySelector('per-pixel')!.captureStream(), 6));
    expect(seen).not.toContain('raw');
    expect(seen).toContain('clean');
  });

  it('that was unknown from the start shows nothing of the picture', async () => {
    const page = await openCamera('overlay=bluur');
    await labelled(page);
    const seen = await page.evaluate(() => window.watch(document.querySelector('per-pixel')!.captureStream(), 4));
    expect(seen).toEqual(['black', 'black', 'black', 'black']);
    expect(await page.locator('per-pixel').getByText('no value of “overlay”').count()).toBe(1);
  });
});

describe('a stream of what is shown', () => {
  it('has a live track before the first frame, which goes on through models and workers until a recorder stops by itself', async () => {
    const page = await openCamera('faults', () => {
      document.addEventListener(
        'perpixel-statechange',
        ({ target }) => {
          const stream = (target as PerPixelElement).captureStream();
          const recorder = new MediaRecorder(stream);
          const ended: string[] = [];
          recorder.addEventListener('stop', () => ended.push('stop'));
          recorder.addEventListener('error', () => ended.push('error'));
          stream.getVideoTracks()[0]?.addEventListener('ended', () => ended.push('ended'));
          recorder.start(100);
          Object.assign(window, { recorder, ended, early: stream.getVideoTracks().length });
        },
        { once: true },
      );
    });
    await labelled(page, 5);
    const outcome = await page.evaluate(async (count) => {
      const viewer = document.querySelector('per-pixel')!;
      const { recorder, ended, early } = window as unknown as {
        recorder: MediaRecorder;
        ended: string[];
        early: number;
      };
      const other = viewer.captureStream();
      const framesOf = async (least: number): Promise<void> => {
        while (viewer.stats().frames < least) await new Promise((resolve) => requestAnimationFrame(resolve));
      };
      viewer.mirror = true;
      await new Promise((resolve) => addEventListener('worker-started', resolve, { once: true }));
      while (viewer.stats().frames > 3) await new Promise((resolve) => requestAnimationFrame(resolve));
      await framesOf(5);
      void (viewer as unknown as { injectFault(fault: string): Promise<void> }).injectFault('worker-crash');
      await new Promise((resolve) => addEventListener('worker-started', resolve, { once: true }));
      // whoever stops a track of their own ends nobody else's
      other.getTracks().forEach((track) => track.stop());
      const seen = await window.watch(viewer.captureStream(), count);
      const states = [recorder.state, ...ended];
      const last = new Promise<Blob>((resolve) =>
        recorder.addEventListener('dataavailable', ({ data }) => resolve(data)),
      );
      recorder.requestData();
      return { early, states, bytes: (await last).size, seen: seen.length };
    }, WATCHED);
    expect(outcome).toEqual({ early: 1, states: ['recording'], bytes: expect.any(Number), seen: WATCHED });
    expect(outcome.bytes).toBeGreaterThan(0);
  });
});
