import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processTrack, TrackProcessor, type ProcessedTrack, type TrackOptions } from '../../../src/index.ts';
import { needs } from '../needs.ts';
import { calledThrough } from './call.ts';
import { movingTrack, type MovingTrack } from './moving-track.ts';
import { sureModel } from './sure-model.ts';
import { frames, next, take } from './watch.ts';

/** The pipeline workers of this file. */
const workers: Worker[] = [];
const Own = Worker;
globalThis.Worker = class extends Own {
  constructor(script: string | URL, options?: WorkerOptions) {
    super(script, options);
    if (options?.name === 'perpixel pipeline') workers.push(this);
  }
};
afterAll(() => {
  globalThis.Worker = Own;
});

let camera: MovingTrack;
let asModel: TrackOptions;
const open: ProcessedTrack[] = [];
beforeEach(async () => {
  camera = movingTrack();
  asModel = { model: await sureModel(), backend: 'wasm' };
});
afterEach(() => {
  open.splice(0).forEach((each) => each.stop());
  camera.stop();
  vi.unstubAllGlobals();
});

async function processed(options: TrackOptions = {}): Promise<ProcessedTrack> {
  const made = await processTrack(camera.track, { ...asModel, ...options });
  open.push(made);
  return made;
}

describe('a processed track', await needs('trackProcessor'), () => {
  it('goes through a call with its background blurred, changes its size with the camera, and ends with it', async () => {
    const { track } = await processed();
    const call = await calledThrough(track);
    await next(call.far, ({ seen }) => seen === 'covered');
    const seen = await take(call.far, 20);
    expect(seen.filter((each) => each.seen !== 'covered')).toEqual([]);
    camera.resize(240, 320);
    await next(track, ({ width, height }) => width === 240 && height === 320);
    await next(call.far, ({ width, height }) => width < height);
    expect(open[0]!.stats().frames).toBeGreaterThan(20);
    const ended = new Promise((resolve) => track.addEventListener('ended', resolve));
    camera.stop();
    await ended;
    expect(track.readyState).toBe('ended');
    call.close();
  });

  it('hides at once what an update hides, and shows nothing raw while its worker dies or its model changes', async () => {
    const made = await processed({ overlay: 'none' });
    const { track } = made;
    for await (const { seen } of frames(track)) if (seen === 'raw') break;
    made.update({ overlay: 'replace' });
    // what had left before may still be on its way
    await next(track, ({ seen }) => seen !== 'raw', 3);
    await next(track, ({ seen }) => seen === 'covered');
    const dying = workers.length;
    workers.forEach((each) => each.terminate());
    await next(track, ({ seen }) => seen === 'covered' && workers.length > dying && made.stats().frames > 0);
    const leaving = workers.length;
    made.update({ mirror: true });
    await next(track, ({ seen }) => seen === 'covered' && workers.length > leaving);
    // nothing but the view changes: the worker stays
    made.update({ opacity: 0.4 });
    expect(workers.length).toBe(leaving + 1);
    expect(() => made.update({ overlay: 'nothing' as 'none' })).toThrow(/“overlay” cannot be “nothing”/);
    expect((await take(track, 3)).map(({ seen }) => seen)).toEqual(['covered', 'covered', 'covered']);
  });

  it('comes about where the worker dies in which its model opens', async () => {
    const dying = vi.fn(() => workers.splice(0).forEach((each) => each.terminate()));
    const { track } = await processed({ onProgress: () => dying.mock.calls.length === 0 && dying() });
    await next(track, ({ seen }) => seen === 'covered');
    expect([dying.mock.calls.length, workers.length]).toEqual([1, 1]);
  });

  it('is black while the camera is switched off or muted, and stops where its owner stops it', async () => {
    const made = await processed();
    const { track } = made;
    await next(track, ({ seen }) => seen === 'covered');
    camera.track.enabled = false;
    await next(track, ({ seen }) => seen === 'black');
    camera.track.enabled = true;
    await next(track, ({ seen }) => seen === 'covered');
    camera.track.dispatchEvent(new Event('mute'));
    await next(track, ({ seen }) => seen === 'black');
    camera.track.dispatchEvent(new Event('unmute'));
    await next(track, ({ seen }) => seen === 'covered');
    made.stop();
    made.stop();
    expect([track.readyState, camera.track.readyState]).toEqual(['ended', 'live']);
  });

  it('is refused with what is wrong, and a failing model is told and leaves black', async () => {
    const error = (code: string): unknown => expect.objectContaining({ name: 'PerPixelError', code });
    await expect(processTrack({} as MediaStreamTrack)).rejects.toEqual(error('option-invalid'));
    await expect(processed({ opacity: 2 })).rejects.toThrow(/“opacity” cannot be 2/);
    await expect(processed({ overlay: 'disagreement' })).rejects.toThrow(/only one prediction/);
    await expect(processed({ model: '/nowhere.json' })).rejects.toEqual(error('model-download'));
    await expect(processed({ signal: AbortSignal.abort() })).rejects.toEqual(error('aborted'));
    const failed = new Promise((resolve) => {
      void processed({ onError: resolve }).then((made) => made.update({ model: '/nowhere.json' }));
    });
    expect(await failed).toEqual(error('model-download'));
    camera.stop();
    await expect(processed()).rejects.toThrow(/has ended/);
  });
});

describe('where a page can neither read nor write the frames of a track', await needs('trackProcessor'), () => {
  it('they come through a video element, and go through a canvas', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    vi.stubGlobal('MediaStreamTrackGenerator', undefined);
    const { track } = await processed();
    await next(track, ({ seen }) => seen === 'covered');
    camera.resize(240, 320);
    await next(track, ({ width, height }) => width === 240 && height === 320);
    const ended = new Promise((resolve) => track.addEventListener('ended', resolve));
    camera.stop();
    await ended;
  });
});

describe('a processor with LiveKit’s interface', await needs('trackProcessor'), () => {
  it('processes one track after another', async () => {
    const processor = new TrackProcessor({ ...asModel, overlay: 'replace' });
    expect([processor.name, processor.processedTrack]).toEqual(['perpixel', undefined]);
    await processor.init({ track: camera.track });
    const first = processor.processedTrack!;
    await next(first, ({ seen }) => seen === 'covered');
    const other = movingTrack(160, 120);
    await processor.restart({ track: other.track });
    expect(first.readyState).toBe('ended');
    await next(processor.processedTrack!, ({ width }) => width === 160);
    processor.update({ overlay: 'blur' });
    await processor.destroy();
    await processor.destroy();
    expect(processor.processedTrack).toBeUndefined();
    expect([other.track.readyState, camera.track.readyState]).toEqual(['live', 'live']);
    other.stop();
  });
});
