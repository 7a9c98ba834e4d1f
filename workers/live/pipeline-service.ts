import { part } from '#scripts';
import { can } from '../../src/platform/capabilities.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { FrameMeta, FrameReport, OpenOptions, PipelineInfo, Trouble } from '../../src/protocol/live.ts';
import type { LiveApi } from '../../src/protocol/trunk.ts';
import { checkRefine } from '../../src/core/refine/refine-schema.ts';
import type { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { receivePlaces } from '../../src/platform/places.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';
import { wireBytes } from '../../src/platform/wire-bytes.ts';
import { unsupported, WITHOUT_CANVAS } from '../../src/platform/unsupported.ts';
import { framesOf } from './camera-track.ts';
import { createCapture } from '../pipeline/capture.ts';
import { createDisplayWatch } from '../pipeline/display-watch.ts';
import { displayed } from '../compositor/displayed.ts';
import { inferenceError, unsteady } from '../pipeline/inference-error.ts';
import { createLiveSettings } from '../pipeline/live-settings.ts';
import { createModelLoader, type ModelLoader, type ModelSession } from '../pipeline/model-session.ts';
import { expectGpu } from '../pipeline/open-path.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { SharedModels } from '../model/shared-models.ts';
import { RUNTIMES } from '../runtimes/browser.ts';
import { buffersOf } from '../link/buffers-of.ts';
import { replier } from '../link/reply.ts';
import { onGlass, sender, unseen } from './handing-out.ts';
import { choicesFor } from './choices.ts';
import type { SignsOfLife } from './signs-of-life.ts';
import { createPump } from './pump.ts';
import { createRestingFrame } from './resting-frame.ts';
import { createSingleFrames } from './single-frames.ts';
import { createWatchdog } from './watchdog.ts';
import { startBeside } from './start-beside.ts';
import { createTrunkService } from './trunk-service.ts';

/** A device that is lost at every frame is no device. */
const MOST_LOSSES = 3;

/** So many frames in a row make a device a steady one. */
const STEADY = 30;

/** Whether a device gets on is of interest in tasks that take longer, milliseconds. */
const LONG_MS = 5000;

const reply = replier('Reload the page; if it happens again, report it.');

/** What the pipelines of a worker have in common. */
export interface Shared {
  /** A frame at a time, whoever's it is. */
  readonly queue: SerialQueue;
  readonly models: SharedModels;
  readonly signs: SignsOfLife;
}

/** The worker's interface over one pipeline: replies instead of exceptions, one run at a time, lost devices replaced. */
export function createPipelineService({ queue, models, signs }: Shared): LiveApi {
  const settings = createLiveSettings();
  const singles = createSingleFrames((task) => run(null, task));
  // its lock tells whoever waits for it, and another worker gets another device
  const watchdog = createWatchdog(() => self.close());
  const resting = createRestingFrame(settings, queue);
  const pump = createPump({ label, onDrop: () => pipeline?.drop(), onFail: () => pipeline?.fail() });
  let loader: ModelLoader | null = null;
  /** Only where faults were asked for. */
  let causeFault: ((trouble: Trouble, session: ModelSession) => Promise<void>) | null = null;
  let chosen: Pick<OpenOptions, 'live' | 'runtime'> = { live: false };
  let pipeline: Pipeline | null = null;
  let lost: string | null = null;
  /** Devices lost in a row, with no steady run between. */
  let losses = 0;
  /** Frames since then that went well. */
  let well = 0;
  let reportInfo: (info: PipelineInfo) => void = () => undefined;
  let hearWork: () => void = () => undefined;
  let closed = false;
  /** Resolves when a drawing is seen, and says when that was. */
  let seen = shown;

  const trunk = createTrunkService({
    settings,
    run: (task) => run(null, task),
    async change(from, session) {
      from.close();
      pipeline = new Pipeline(session, settings);
      await pipeline.adopt(from);
      return pipeline;
    },
    source: () => loader!.source,
  });

  return {
    ...trunk,
    open: (options, onProgress, onInfo, onWork) =>
      reply(async () => {
        reportInfo = onInfo;
        hearWork = onWork;
        signs.hear(hearWork);
        signs.hear(watchdog.feed);
        chosen = options;
        if (options.faults) ({ causeFault } = await part(() => import('./provoke.ts')));
        settings.refine = options.refine === null ? null : checkRefine(options.refine);
        receivePlaces(options.wasm);
        expectGpu(options);
        loader = createModelLoader(RUNTIMES, options, onProgress, {
          models,
          numbers: settings.tracks,
          startBeside,
          onWork: signs.tell,
        });
        pipeline = await start(loader);
        // nobody waited for it
        if (closed) await end();
        const fetched = await wireBytes(performance.getEntriesByType('resource'));
        return { ...current().session.info, fetched };
      }),
    segment: (frame, request, call) => reply(() => singles.segment(frame, request, call), buffersOf),
    giveUp: (call) => reply(async () => (singles.giveUp(call), null)),
    attach: (canvas, view, onDrawing) => {
      settings.view = view;
      settings.display = onDrawing ? createDisplayWatch(onDrawing) : null;
      return reply(async () => {
        if (!can('offscreenCanvas')) throw unsupported('offscreenCanvas', WITHOUT_CANVAS);
        seen = canvas ? shown : unseen;
        return queue.run(async () => (await current().attach(canvas ?? new OffscreenCanvas(1, 1)), null));
      });
    },
    present: (frame, meta) => reply(() => label(frame, meta)),
    pumpTrack: (track, onFrame) =>
      reply(async () => {
        const readable = framesOf(track);
        if (readable) await pump.run(readable, onFrame, track);
        else track.stop();
        return readable !== null;
      }),
    stop: () => reply(async () => (await pump.stop(), null)),
    setView: (view) => {
      settings.view = view;
      return reply(async () => {
        await current().redraw();
        return null;
      });
    },
    setBackground: (id, picture, turned) =>
      reply(async () => {
        settings.backgrounds.take(id, picture, turned);
        await current().relay(id);
        return null;
      }),
    setRefine: (refine) =>
      reply(async () => {
        settings.refine = refine === null ? null : checkRefine(refine);
        current().forget();
        return null;
      }),
    capture: (onPicture) =>
      reply(async () => {
        settings.capture?.close();
        settings.capture = onPicture && createCapture(sender(onPicture));
        if (onPicture) await current().redraw();
        return null;
      }),
    probe: (x, y) => reply(async () => current().probe(x, y)),
    snapshot: () => reply(() => current().snapshot()),
    forget: () => reply(async () => (current().forget(), null)),
    choices: () => reply(() => choicesFor(current().session.spec, chosen)),
    ping: () => reply(async () => null),
    renew: (always) =>
      reply(() => queue.run(async () => (always || lost !== null ? await replace() : undefined, null))),
    provoke: (trouble) => reply(async () => (await causeFault?.(trouble, current().session), null)),
    close: () =>
      reply(async () => {
        closed = true;
        await pump.stop();
        settings.capture?.close();
        await end();
        return null;
      }),
  };

  async function label(frame: StreamFrame, meta: FrameMeta): Promise<FrameReport> {
    const report = await run(frame, (current) => current.present(frame, meta));
    resting.follow();
    return onGlass(report, meta, await seen());
  }

  function shown(): Promise<number | null> {
    return displayed(settings.capture !== null);
  }

  function end(): Promise<void> {
    loader?.close();
    signs.leave(hearWork);
    signs.leave(watchdog.feed);
    watchdog.close();
    resting.close();
    return queue.run(async () => {
      pipeline?.close();
      settings.backgrounds.close();
      settings.kept?.frame.close();
      settings.kept = null;
      await pipeline?.session.close();
      pipeline = null;
    });
  }

  function current(): Pipeline {
    if (pipeline) return pipeline;
    throw new PerPixelError('closed', 'The segmenter is closed.', 'Create another one.');
  }

  async function start(from: ModelLoader): Promise<Pipeline> {
    const session = await from.open();
    void session.lost.then((reason) => (lost = reason));
    return new Pipeline(
      settings.head && session.teach ? session.teach(settings.head) : session,
      settings,
      !chosen.live,
    );
  }

  /**
   * One run at a time. What was lost is opened anew before the next one.
   * @param frame closed where its turn does not come
   */
  function run<T>(frame: StreamFrame | null, task: (pipeline: Pipeline) => Promise<T>): Promise<T> {
    return queue.run(() => watchdog.watch(() => runNow(frame, task)));
  }

  async function runNow<T>(frame: StreamFrame | null, task: (pipeline: Pipeline) => Promise<T>): Promise<T> {
    let running: Pipeline;
    try {
      if (lost !== null) await reopen();
      running = current();
    } catch (error) {
      frame?.close();
      throw error;
    }
    const began = performance.now();
    try {
      const result = await task(running);
      // a device that was quick with this will be with the next one
      if (running.session.work) running.session.work.active = performance.now() - began > LONG_MS;
      well += 1;
      if (well > STEADY) losses = 0;
      return result;
    } catch (thrown) {
      // the loss is announced a moment after the run that failed of it
      await new Promise((resolve) => setTimeout(resolve));
      throw inferenceError(thrown, lost);
    }
  }

  async function reopen(): Promise<void> {
    losses += 1;
    well = 0;
    if (losses > MOST_LOSSES) throw unsteady(lost);
    await replace();
  }

  /** The model anew, on a device of its own. */
  async function replace(): Promise<void> {
    const old = current();
    if (!loader) return;
    const next = await start(loader);
    lost = null;
    old.close();
    try {
      await next.adopt(old);
    } catch (error) {
      // the canvas belongs to the lost device for good: the client starts another worker with a fresh one
      self.close();
      throw error;
    }
    await old.session.close();
    pipeline = next;
    reportInfo(next.session.info);
  }
}
