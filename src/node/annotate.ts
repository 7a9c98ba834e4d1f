import { transfer } from 'comlink';
import { THREADS } from '#files';
import type { FrameAnalysis } from '../core/analysis/analysis.ts';
import { PerPixelError, throwIfAborted } from '../core/errors/errors.ts';
import type { Labelling } from '../core/instances/instance.ts';
import { ownLabelMap } from '../core/labels/label-map.ts';
import type { ModelClass } from '../core/manifest/manifest.ts';
import { WorkerLink } from '../link/worker-link.ts';
import type { AnnotatingApi } from '../protocol/annotating.ts';
import { startThread } from '../threads/thread.ts';
import { videoOf, type NodeVideo } from './video-of.ts';

/** How labels are drawn over a video. */
export interface AnnotateOptions {
  /** The MP4 that is written. */
  readonly file: string;
  /** Of the model, whose colours they have. */
  readonly classes: readonly ModelClass[];
  /** What is told apart; default `semantic`. For others frames need an `instanceMap`. */
  readonly labelling?: Labelling;
  /** 0 (picture only) to 1 (labels only); default 0.5. */
  readonly opacity?: number;
  readonly signal?: AbortSignal;
  /** A frame is drawn. */
  onFrame?(index: number): void;
}

/** A frame and its labels. */
export type AnnotatedFrame = Pick<
  FrameAnalysis,
  'index' | 'width' | 'height' | 'labelMap' | 'instances' | 'instanceMap'
>;

/** What is under way when it is broken off has so long, milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Writes a video (H.264 in an MP4, without sound) with labels drawn over it: the frames that are given, each shown until the next one.
 * @param frames ascending, as `analyzeFrames` hands them out
 * @throws PerPixelError as `analyzeVideo` of the video; `video-unsupported` where FFmpeg has no encoder, `aborted`
 */
export async function annotateVideo(
  source: NodeVideo,
  frames: AsyncIterable<AnnotatedFrame> | Iterable<AnnotatedFrame>,
  { file, classes, labelling = 'semantic', opacity = 0.5, signal, onFrame }: AnnotateOptions,
): Promise<void> {
  throwIfAborted(signal);
  const thread = startThread(new URL('annotating.js', THREADS), 'perpixel annotating');
  const link = new WorkerLink<AnnotatingApi>(thread, { kind: 'annotating', crashed });
  try {
    const options = { source: videoOf(source), file, classes, labelling, opacity };
    await link.open((api) => api.open(options), { signal });
    for await (const { index, width, height, labelMap, instances = [], instanceMap } of frames) {
      throwIfAborted(signal);
      const labels = ownLabelMap(labelMap);
      const map = instanceMap?.slice() ?? null;
      const frame = { index, width, height, labels, instances, map };
      const memory = [labels.buffer, ...(map ? [map.buffer] : [])];
      await link.call((api) => api.draw(transfer(frame, memory)), { signal });
      onFrame?.(index);
    }
    await link.call((api) => api.finish(), { signal });
  } finally {
    link.end(new PerPixelError('closed', 'It is finished.', 'Start again.'), (api) => api.leave(), PATIENCE_MS);
  }
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `The drawing thread stopped (${why}).`, 'Start again.');
}
