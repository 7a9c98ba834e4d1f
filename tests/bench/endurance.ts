import { chromium, type CDPSession, type Page } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_ARGS } from '../chromium/args.ts';
import { findChromium } from '../chromium/find.ts';
import { writeFakeCamera } from '../e2e/fake-camera.ts';

export interface EnduranceResult {
  readonly frames: number;
  /** Megabytes of JavaScript heap and its buffers, page and worker together, after collection, at equal steps. */
  readonly heap: readonly number[];
  /** Megabytes a thousand frames, by least squares. */
  readonly slope: number;
  /** VideoFrames alive but not closed at the end, without the one that is shown. */
  readonly openFrames: number;
}

const STEPS = 6;

/** The live page on a camera for so many labelled frames, with the tiny model so that they take a minute or two. */
export async function benchEndurance(frames = 5000): Promise<EnduranceResult> {
  const film = await writeFakeCamera({ width: 320, height: 240, frames: 60, rate: 60 });
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      ...CHROMIUM_ARGS.filter((flag) => !/webgpu|vulkan/i.test(flag)),
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
    const threads = await attachAll(page);
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?source=camera&model=tiny&backend=wasm`);
    await labelled(page, 200);
    const heap: number[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      await labelled(page, 200 + Math.round((frames * step) / (STEPS - 1)));
      heap.push((await Promise.all(threads().map(heapAfterCollection))).reduce((sum, each) => sum + each, 0));
    }
    await page.evaluate(() => document.querySelector('per-pixel')?.pause());
    const open = await Promise.all(threads().map(openFrames));
    return {
      frames: await page.evaluate(() => document.querySelector('per-pixel')?.stats().frames ?? 0),
      heap,
      slope: slope(heap.map((megabytes, step) => [(frames * step) / (STEPS - 1) / 1000, megabytes])),
      openFrames: Math.max(0, open.reduce((sum, each) => sum + each, 0) - 1),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

type Send = (method: string, parameters?: object) => Promise<unknown>;

/** DevTools sessions of the page and of its workers, those that start later included. */
async function attachAll(page: Page): Promise<() => Send[]> {
  const session = await page.context().newCDPSession(page);
  const workers = new Map<string, Send>();
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.set(sessionId, toWorker(session, sessionId)));
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const own: Send = (method, parameters) => session.send(method as 'Runtime.enable', parameters);
  return () => [own, ...workers.values()];
}

function toWorker(session: CDPSession, sessionId: string): Send {
  let calls = 0;
  const waiting = new Map<number, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result } = JSON.parse(event.message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  return async (method, params = {}) => {
    const id = (calls += 1);
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    return answer;
  };
}

async function heapAfterCollection(send: Send): Promise<number> {
  await send('HeapProfiler.enable');
  await send('HeapProfiler.collectGarbage');
  await send('HeapProfiler.collectGarbage');
  const usage = (await send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}

async function openFrames(send: Send): Promise<number> {
  const evaluate = async (expression: string): Promise<string> => {
    const { result } = (await send('Runtime.evaluate', { expression })) as { result: { objectId: string } };
    return result.objectId;
  };
  await send('Runtime.enable');
  const prototypeObjectId = await evaluate('VideoFrame.prototype');
  const { objects } = (await send('Runtime.queryObjects', { prototypeObjectId })) as { objects: { objectId: string } };
  const counted = (await send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    // a closed frame has no format
    functionDeclaration: 'function () { return this.filter((frame) => frame.format !== null).length; }',
    returnByValue: true,
  })) as { result: { value: number } };
  return counted.result.value;
}

async function labelled(page: Page, least: number): Promise<void> {
  await page.waitForFunction((count) => (document.querySelector('per-pixel')?.stats().frames ?? 0) >= count, least, {
    timeout: 600_000,
    polling: 500,
  });
}

function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
}
