import type { Page } from 'playwright';

/** What the browser said of one frame. */
export interface BrowserFrame {
  readonly index: number;
  readonly timestamp: number;
  readonly shares: readonly number[];
  readonly width: number;
  readonly labels: Buffer;
}

export interface Asked {
  readonly clip: string;
  readonly model: string;
  readonly raw: boolean;
  readonly most: number;
}

/** The first frames of a clip, as the browser labels them on WASM. */
export async function inBrowser(page: Page, asked: Asked): Promise<BrowserFrame[]> {
  const found = await page.evaluate(label, asked);
  return found.map(({ labels, ...rest }) => ({ ...rest, labels: Buffer.from(labels, 'base64') }));
}

/** In the page. */
async function label({ clip, model, raw, most }: Asked) {
  const library = '/dist/lib/perpixel.js';
  const { analyzeFrames } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const found: { index: number; timestamp: number; shares: number[]; width: number; labels: string }[] = [];
  const blob = await (await fetch(clip)).blob();
  const options = { model, backend: 'wasm', ...(raw ? { refine: false as const } : {}) } as const;
  for await (const { index, timestamp, shares, width, labelMap } of analyzeFrames(blob, options)) {
    const parts: string[] = [];
    for (let at = 0; at < labelMap.length; at += 32_768) {
      parts.push(String.fromCharCode(...labelMap.subarray(at, at + 32_768)));
    }
    found.push({ index, timestamp, shares: [...shares], width, labels: btoa(parts.join('')) });
    if (found.length === most) break;
  }
  return found;
}

/** Frames a second of an analysis in the browser on WASM, from its first frames on. */
export function browserSpeed(page: Page, clip: string, model: string): Promise<number> {
  return page.evaluate(
    async ({ clip, model }) => {
      const library = '/dist/lib/perpixel.js';
      const { analyzeVideo } = (await import(library)) as typeof import('../../src/perpixel.ts');
      const blob = await (await fetch(clip)).blob();
      const seen: [number, number][] = [];
      await analyzeVideo(blob, {
        model,
        backend: 'wasm',
        onProgress({ phase, loaded }) {
          if (phase === 'frames' && loaded >= 20) seen.push([loaded, performance.now()]);
        },
      });
      const [from, to] = [seen[0]!, seen.at(-1)!];
      return ((to[0] - from[0]) * 1000) / (to[1] - from[1]);
    },
    { clip, model },
  );
}
