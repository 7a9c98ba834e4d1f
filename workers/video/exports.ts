import { plainInstance } from '../../src/core/analysis/report.ts';
import type { ExportApi, ExportOptions } from '../../src/protocol/export.ts';
import { abortedError, PerPixelError, type Reply } from '../../src/core/errors/errors.ts';
import { writeAnnotatedVideo } from './annotated-video.ts';
import { labelPng } from './label-png.ts';
import type { LabelStore, StoredLabels } from './label-store.ts';
import type { LabellingPool } from './labelling-pool.ts';
import { openOutlet, type Outlet } from './outlet.ts';
import { panopticFrame, type PanopticAnnotation } from './panoptic.ts';
import type { VideoFile } from './video-file.ts';
import { createZipWriter } from './zip-writer.ts';

interface Analysed {
  readonly video: VideoFile;
  readonly pool: LabellingPool;
  readonly store: LabelStore | null;
}

type Work = Analysed & { readonly store: LabelStore; readonly outlet: Outlet; readonly signal: AbortSignal };
type OnProgress = (done: number, total: number) => void;

const TYPES = {
  'label-maps': 'application/zip',
  'instance-maps': 'application/zip',
  panoptic: 'application/zip',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

export function createExports(
  analysed: () => Analysed,
  reply: <T>(task: () => Promise<T>) => Promise<Reply<T>>,
): ExportApi {
  let running: AbortController | null = null;
  return {
    exportFile: (options, onProgress) =>
      reply(async () => {
        running?.abort(abortedError());
        const own = (running = new AbortController());
        const { store, ...rest } = analysed();
        if (!store || store.records.size === 0) throw nothingYet();
        const outlet = await openOutlet(options.file, TYPES[options.kind]);
        try {
          await write({ ...rest, store, outlet, signal: own.signal }, options, onProgress);
          return await outlet.finish();
        } catch (error) {
          await outlet.abort().catch(() => undefined);
          throw error;
        } finally {
          if (running === own) running = null;
        }
      }),
    cancelExport: () => reply(async () => (running?.abort(abortedError()), null)),
  };
}

async function write(work: Work, options: ExportOptions, onProgress: OnProgress): Promise<void> {
  if (options.kind === 'label-maps') return writeLabelMaps(work, options, onProgress);
  if (options.kind === 'instance-maps') return writeInstanceMaps(work, options, onProgress);
  if (options.kind === 'panoptic') return writePanoptic(work, options, onProgress);
  const { video, pool, store, outlet, signal } = work;
  const classes = pool.info.model.classes;
  const onFrame = (done: number): void => onProgress(done, video.info.frameCount);
  await writeAnnotatedVideo({
    video,
    classes,
    labelling: pool.labelling === 'semantic' ? 'semantic' : (options.labelling ?? pool.labelling),
    store,
    opacity: options.opacity,
    kind: options.kind,
    outlet,
    signal,
    onFrame,
  });
}

async function writeLabelMaps(work: Work, { name, about }: ExportOptions, onProgress: OnProgress): Promise<void> {
  const classes = work.pool.info.model.classes;
  const colours = classes.map(({ colour }) => colour);
  const zip = createZipWriter(work.outlet);
  await zip.add(`${name}/about.json`, json({ ...about, classes }));
  await eachFrame(work, onProgress, async (index, { labels, size }) => {
    await zip.add(`${name}/${numbered(index)}.png`, labelPng(labels, size, colours));
  });
  await zip.finish();
}

/** Of each pixel the id of its instance, in grey of 16 bits, and what these are. */
async function writeInstanceMaps(work: Work, { name, about }: ExportOptions, onProgress: OnProgress): Promise<void> {
  const classes = work.pool.info.model.classes;
  const zip = createZipWriter(work.outlet);
  const frames: unknown[] = [];
  await eachFrame(work, onProgress, async (index, { size, things }) => {
    const { instances, map } = things ?? { instances: [], map: new Uint16Array(size.width * size.height) };
    const file_name = `${numbered(index)}.png`;
    frames.push({ index, timestamp: work.video.timestamps[index], file_name, instances: instances.map(plainInstance) });
    await zip.add(`${name}/${file_name}`, labelPng(map, size, []));
  });
  await zip.add(`${name}/instances.json`, json({ ...about, classes, frames }));
  await zip.finish();
}

async function writePanoptic(work: Work, { name, about }: ExportOptions, onProgress: OnProgress): Promise<void> {
  const classes = work.pool.info.model.classes;
  const zip = createZipWriter(work.outlet);
  const images: unknown[] = [];
  const annotations: PanopticAnnotation[] = [];
  await eachFrame(work, onProgress, async (index, { labels, size, things }) => {
    const { png, segments } = panopticFrame(labels, size, classes, things);
    const file_name = `${numbered(index)}.png`;
    images.push({ id: index, file_name, ...size, seconds: work.video.timestamps[index] });
    annotations.push({ image_id: index, file_name, segments_info: segments });
    await zip.add(`${name}/panoptic/${file_name}`, png);
  });
  const categories = classes.map(({ id, name: title, thing, colour }) => ({
    id,
    name: title,
    isthing: thing ? 1 : 0,
    color: [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
  }));
  await zip.add(`${name}/panoptic.json`, json({ info: about, images, annotations, categories }));
  await zip.finish();
}

async function eachFrame(
  { store, signal }: Work,
  onProgress: OnProgress,
  each: (index: number, stored: StoredLabels) => Promise<void>,
): Promise<void> {
  const indices = [...store.records.indices()].filter((index) => (store.records.get(index)?.width ?? 0) > 0);
  for (const [done, index] of indices.entries()) {
    if (signal.aborted) throw signal.reason;
    const stored = store.labels(index);
    if (stored) await each(index, stored);
    onProgress(done + 1, indices.length);
    // others want this worker too
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function numbered(index: number): string {
  return String(index).padStart(6, '0');
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}

function nothingYet(): PerPixelError {
  return new PerPixelError('option-invalid', 'Nothing is analysed yet.', 'Wait for the first frames, then export.');
}
