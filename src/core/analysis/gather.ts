import type { Labelling } from '../instances/instance.ts';
import { labellingOf } from '../instances/suited.ts';
import { createTrackList } from '../instances/tracks.ts';
import type { ModelSpec } from '../manifest/manifest.ts';
import { columnsOf } from '../manifest/tasks.ts';
import type { RefineOptions } from '../refine/stages.ts';
import { VERSION } from '../text/version.ts';
import type { Analysis, FrameAnalysis } from './analysis.ts';
import type { Batch } from './batch.ts';
import type { Every } from './every.ts';
import { toCsv, toPlain, type Findings, type FrameShares } from './report.ts';
import type { VideoInfo } from './video-info.ts';

/** A pass over a video that is under way. */
export interface Running {
  readonly video: { readonly info: VideoInfo };
  readonly info: {
    readonly model: ModelSpec;
    readonly ensemble: ModelSpec | null;
    readonly backend: Findings['options']['backend'];
  };
  take(): Promise<Batch>;
  close(): void;
}

/** What of its options an analysis says again. */
interface Options {
  readonly every?: Every | undefined;
  readonly refine?: RefineOptions | false | undefined;
  readonly mirror?: boolean | undefined;
  readonly labelling?: Labelling | undefined;
}

/** Runs a pass to its end. Closes it. */
export async function gathered(run: Running, options: Options): Promise<Analysis> {
  const frames: FrameShares[] = [];
  const lost: number[] = [];
  const list = createTrackList();
  let note: string | null = null;
  try {
    for (let done = false; !done;) {
      const batch = await run.take();
      for (const { index, timestamp, figures, found, width, height, note: own } of batch.frames) {
        frames.push({ index, timestamp, ...apart(figures, run.info.model), ...found });
        if (found?.instances) list.add({ timestamp, width, height, instances: found.instances });
        note ??= own;
      }
      lost.push(...batch.lost);
      done = batch.done;
    }
  } finally {
    run.close();
  }
  const { model, ensemble, backend } = run.info;
  const { every = 1, refine = model.refine ?? false, mirror = false } = options;
  const labelling = labellingOf(options.labelling ?? '', model);
  const counted = labelling !== 'semantic';
  const { tracks } = list;
  const video = run.video.info;
  const findings: Findings = {
    version: VERSION,
    video,
    model,
    columns: columnsOf(model, labelling),
    options: { every, refine, mirror, ensemble, ...(counted ? { labelling } : {}), backend },
    frames,
    ...(counted ? { tracks } : {}),
    lost,
    note,
  };
  return { video, model, frames, tracks, lost, note, toCSV: () => toCsv(findings), toJSON: () => toPlain(findings) };
}

/** Hands out a pass's frames with their label maps, as they come. Closes it, also where its reader leaves. */
export async function* frameByFrame(
  run: Running,
  onLost?: (index: number) => void,
): AsyncGenerator<FrameAnalysis, void> {
  try {
    for (let done = false; !done;) {
      const batch = await run.take();
      for (const each of batch.frames) {
        const { index, timestamp, figures, found, width, height, labels, confidence, instanceMap, note } = each;
        const own = { index, timestamp, ...apart(figures, run.info.model), ...found };
        const labelMap = labels ?? new Uint8Array();
        const more = { ...(confidence ? { confidence } : {}), ...(instanceMap ? { instanceMap } : {}) };
        yield { ...own, width, height, labelMap, ...more, note };
      }
      for (const index of batch.lost) onLost?.(index);
      done = batch.done;
    }
  } finally {
    run.close();
  }
}

/** Shares, and what else is counted where the model's task adds columns. */
function apart(figures: Float32Array, { classes }: ModelSpec): Pick<FrameShares, 'shares' | 'columns'> {
  if (figures.length === classes.length) return { shares: figures };
  return { shares: figures.slice(0, classes.length), columns: figures.slice(classes.length) };
}
