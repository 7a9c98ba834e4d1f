import type { AnalysisApi, AnalysisEvents, StoredFigures } from '../../src/protocol/video.ts';
import { can } from '../../src/platform/capabilities.ts';
import { columnsOf } from '../../src/core/manifest/tasks.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { unsupported } from '../../src/platform/unsupported.ts';
import { createExports } from './exports.ts';
import { createFrameCursor } from './frame-cursor.ts';
import { openLabelStore, removeLabelStore, type LabelStore } from './label-store.ts';
import { createLabellingPool, type LabellingPool } from './labelling-pool.ts';
import { startPass, type Pass } from './pass.ts';
import { Player, type Side } from './player.ts';
import { reply } from './analysis-reply.ts';
import { createThumbnails, type Thumbnails } from './thumbnails.ts';
import { scoreTruth } from './truth.ts';
import { openVideoFile, type VideoFile } from './video-file.ts';

/** The analysis worker's interface over one video and one model: replies instead of exceptions. */
export function createAnalysisService(): AnalysisApi {
  let video: VideoFile | null = null;
  let pool: LabellingPool | null = null;
  let store: LabelStore | null = null;
  let pass: Pass | null = null;
  let events: AnalysisEvents | null = null;
  let player: Player | null = null;
  let thumbnails: Thumbnails | null = null;
  let canvas: OffscreenCanvas | null = null;
  let second: Side | null = null;

  return {
    openVideo: (source) =>
      reply(async () => {
        for (const needed of ['videoDecoder', 'videoFrame'] as const) {
          if (!can(needed)) throw unsupported(needed, '', 'video-unsupported');
        }
        video = await openVideoFile(source);
        return { info: video.info, timestamps: video.timestamps };
      }),
    openModel: (options, onProgress) =>
      reply(async () => {
        pool?.close();
        pool = null;
        pool = await createLabellingPool(options, onProgress);
        await arrange();
        return pool.info;
      }),
    openStore: (key) =>
      reply(async () => {
        store?.close();
        store = null;
        const { info, labelling } = opened().pool;
        const { model } = info;
        const classes = model.classes.length;
        const things = labelling !== 'semantic';
        const shape = { classes, figures: classes + columnsOf(model, labelling).length, things };
        store = await openLabelStore(key, shape, (why) => events?.unkept(why));
        await arrange();
        return figuresOf(store);
      }),
    removeStore: (key) =>
      reply(async () => {
        store?.close();
        store = null;
        await removeLabelStore(key);
        return null;
      }),
    begin: (options) =>
      reply(async () => {
        pass?.halt();
        const into = store;
        pass = startPass({ ...opened(), keep: into && ((index, result) => into.add(index, result)) }, options);
        return null;
      }),
    take: () =>
      reply(
        async () => {
          if (!pass) throw closed();
          return pass.take();
        },
        ({ frames }) => frames.flatMap(({ labels }) => (labels ? [labels.buffer] : [])),
      ),
    halt: () => reply(async () => (pass?.halt(), null)),

    listen: (to) => reply(async () => ((events = to), null)),
    attach: (to) =>
      reply(async () => {
        canvas = to;
        await arrange();
        return null;
      }),
    compareWith: (to, options) =>
      reply(async () => {
        second?.pool?.close();
        second = null;
        if (to && options) {
          const other = await createLabellingPool(options, () => undefined, 1);
          second = {
            canvas: to,
            spec: other.info.model,
            stored: () => null,
            pool: other,
            labelling: other.labelling,
          };
        }
        await arrange();
        return second?.pool?.info ?? null;
      }),
    setView: (view) => reply(async () => (await player?.setView(view), null)),
    show: (index) => reply(async () => (await player?.show(index), null)),
    again: () => reply(async () => (await player?.again(), null)),
    play: (options) => reply(async () => (await player?.play(options), null)),
    pause: () => reply(async () => (player?.pause(), null)),
    probe: (x, y, side) => reply(async () => (await player?.probe(x, y, side)) ?? null),
    thumbnail: (index, height) =>
      reply(
        async () => pictures().get(index, height),
        (picture) => (picture ? [picture] : []),
      ),
    frame: (index) =>
      reply(
        async () => pictures().frame(index),
        (frame) => (frame ? [frame] : []),
      ),
    compareTruth: (files, options, onProgress) =>
      reply(() => {
        if (!store) throw closed();
        const { video: of, pool: by } = opened();
        const { frameCount } = of.info;
        const { classes, labelsStart } = by.info.model;
        return scoreTruth({ store, classes, labelsStart, frameCount }, files, onProgress, options);
      }),
    ...createExports(() => ({ ...opened(), store }), reply),
  };

  function opened(): { video: VideoFile; pool: LabellingPool } {
    if (!video || !pool) throw closed();
    return { video, pool };
  }

  /** Beside those that are shown. */
  function pictures(): Thumbnails {
    if (!video) throw closed();
    return (thumbnails ??= createThumbnails(createFrameCursor(video)));
  }

  /** Puts what is open onto the canvases. */
  async function arrange(): Promise<void> {
    if (!video || !pool || !canvas) return;
    player ??= new Player(video, (shown) => events?.shown(shown));
    const { info, labelling } = pool;
    const stored: Side['stored'] = (index) => store?.labels(index) ?? null;
    const first: Side = { canvas, spec: info.model, stored, pool, labelling };
    await player.setSides(second ? [first, second] : [first]);
  }
}

function figuresOf(store: LabelStore): StoredFigures {
  const { records } = store;
  const [frames, lost]: [StoredFigures['frames'][number][], number[]] = [[], []];
  for (const index of records.indices()) {
    const record = records.get(index);
    if (!record) continue;
    const { width, height, figures } = record;
    if (width > 0) frames.push({ index, width, height, figures, instances: store.instances(index) });
    else lost.push(index);
  }
  return { frames, lost };
}

function closed(): PerPixelError {
  return new PerPixelError('closed', 'No video is open.', 'Open one first.');
}
