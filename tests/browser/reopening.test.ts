import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Catalogue, type CatalogueEntry } from '../../src/apps/analyst/catalogue.ts';
import { PipelineClient } from '../../src/live/pipeline-client.ts';
import { HealthLog } from '../../src/apps/kiosk/health/log/health-log.ts';
import { createSegmenter, PerPixelError } from '../../src/perpixel.ts';
import { createLabellingPool } from '../../workers/video/labelling-pool.ts';
import { openOptions } from '../../src/video/analysis-client.ts';
import { picture } from './models/own-model.ts';

const red = picture(8, 8, () => [255, 0, 0]);

/** Workers that were started, and whether the server still has their script. */
const started: Worker[] = [];
let away = false;

beforeEach(() => {
  away = false;
  const Own = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Own {
      constructor(script: string | URL, options?: WorkerOptions) {
        super(away ? new URL('/is-not-there.js', location.href) : script, options);
        started.push(this);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const worker of started.splice(0)) worker.terminate();
});

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'labelled',
    (error: unknown) => (error instanceof PerPixelError ? error.code : String(error)),
  );
}

describe('a segmenter', () => {
  it('whose reopening failed tries again with the next call, which hears of its own failure', async () => {
    const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
    away = true;
    started.at(-1)?.terminate();
    await expect.poll(() => started.length).toBe(2);
    // it was replaced at once, in vain; a call joins that try or makes another one
    expect(await codeOf(segmenter.segment(red))).toBe('worker-crashed');
    const before = started.length;
    expect(await codeOf(segmenter.segment(red))).toBe('worker-crashed');
    expect(started.length).toBe(before + 1);
    away = false;
    expect((await segmenter.segment(red)).labelMap[0]).toBe(1);
    segmenter.close();
  });

  it('is closed while it reopens: who waits is told so', async () => {
    const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
    started.at(-1)?.terminate();
    await expect.poll(() => started.length).toBe(2);
    const waiting = codeOf(segmenter.segment(red));
    segmenter.close();
    expect(await waiting).toBe('closed');
    expect(await codeOf(segmenter.segment(red))).toBe('closed');
  });

  it('is not waited for by a call that is cancelled', async () => {
    const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
    started.at(-1)?.terminate();
    await expect.poll(() => started.length).toBe(2);
    const cancelling = new AbortController();
    const waiting = codeOf(segmenter.segment(red, { signal: cancelling.signal }));
    cancelling.abort();
    expect(await waiting).toBe('aborted');
    expect(await codeOf(segmenter.segment(red))).toBe('labelled');
    segmenter.close();
  });

  it('keeps its worker where a faster one cannot be opened, and says so', async () => {
    vi.spyOn(PipelineClient.prototype, 'tune').mockImplementation(async () => {
      away = true;
      return true;
    });
    const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm' });
    await segmenter.segment(red);
    await expect.poll(() => segmenter.reason).toMatch(/could not be opened/);
    for (let call = 0; call < 3; call += 1) expect(await codeOf(segmenter.segment(red))).toBe('labelled');
    segmenter.close();
  });
});

describe('a worker of an analysis', () => {
  it('that could not be replaced is replaced by the next frame', async () => {
    const options = await openOptions({ model: 'tiny', backend: 'wasm', refine: false });
    const pool = await createLabellingPool(options, () => undefined, 1);
    const request = { labels: true, packed: false, confidence: false, streamed: 'no' } as const;
    const frame = (): VideoFrame => {
      const pixels = new Uint8Array(red.data);
      return new VideoFrame(pixels, { format: 'RGBA', codedWidth: 8, codedHeight: 8, timestamp: 0 });
    };
    expect((await pool.label(frame(), request)).labels?.[0]).toBe(1);
    away = true;
    started.at(-1)?.terminate();
    expect(await codeOf(pool.label(frame(), request))).toBe('worker-crashed');
    away = false;
    expect((await pool.label(frame(), request)).labels?.[0]).toBe(1);
    pool.close();
  });
});

describe('what is kept on this machine', () => {
  const entry: CatalogueEntry = {
    key: 'a key',
    name: 'drive.mp4',
    url: '',
    handle: null,
    model: 'tiny',
    done: 1,
    total: 2,
    markers: [],
    updated: 1,
  };

  /** As with a profile that is busy, or full. */
  function refuseOnce(): void {
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('Internal error', 'UnknownError');
    });
  }

  it('is found by a list of analyses that could not be opened the first time', async () => {
    const catalogue = new Catalogue();
    refuseOnce();
    expect(await catalogue.list()).toEqual([]);
    await catalogue.put(entry);
    expect(await catalogue.list()).toMatchObject([{ key: entry.key, name: entry.name }]);
    await catalogue.remove(entry.key);
  });

  it('is written by a log that could not be opened the first time', async () => {
    refuseOnce();
    const log = new HealthLog();
    log.append({ kind: 'fault', time: 1, fault: 'camera', detail: 'lost: there was no log' });
    expect(await log.rows()).toEqual([]);
    log.append({ kind: 'fault', time: 2, fault: 'camera', detail: 'kept' });
    expect(await log.rows()).toMatchObject([{ detail: 'kept' }]);
    await log.clear();
    await log.close();
  });
});
