import {
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';
import { can } from '../../src/platform/capabilities.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { unsupported } from '../../src/platform/unsupported.ts';
import { framesFrom } from './frames.ts';
import { drawLegend } from './legend-picture.ts';
import type { LabelStore } from './label-store.ts';
import type { Outlet } from './outlet.ts';
import { createPainter } from './painter.ts';
import type { VideoFile } from './video-file.ts';

const CODECS = { mp4: 'avc', webm: 'vp9' } as const;

/** What there is where no video can be written. */
const WITHOUT_ENCODER = 'Figures, label maps and the report can be saved here all the same.';

export interface AnnotatedVideo {
  readonly video: VideoFile;
  readonly classes: readonly ModelClass[];
  readonly labelling: Labelling;
  readonly store: LabelStore;
  readonly opacity: number;
  readonly kind: 'mp4' | 'webm';
  readonly outlet: Outlet;
  readonly signal: AbortSignal;
  onFrame(done: number): void;
}

/**
 * The video with overlay and legend, a frame for every frame and as far apart, the first one at 0; one that could not be decoded repeats the
 * picture before it, one that was not analysed has no overlay.
 * @throws PerPixelError `video-unsupported` where the browser has no encoder
 */
export async function writeAnnotatedVideo(options: AnnotatedVideo): Promise<void> {
  const { video, classes, labelling, store, opacity, kind, outlet, signal, onFrame } = options;
  const { timestamps, info } = video;
  // H.264 takes even sizes only
  const [width, height] = [info.width & ~1 || 2, info.height & ~1 || 2];
  const codec = CODECS[kind];
  if (!(await encodes(kind, width, height))) throw await noEncoder(kind, width, height);
  const writable = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => outlet.write(data, position),
  });
  const format = kind === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat();
  const output = new Output({ format, target: new StreamTarget(writable, { chunked: true, chunkSize: 1 << 20 }) });
  const source = new VideoSampleSource({ codec, quality: QUALITY_HIGH, keyFrameInterval: 2 });
  output.addVideoTrack(source);
  await output.start();
  const painter = createPainter(classes, labelling);
  const painted = new OffscreenCanvas(width, height);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  try {
    for await (const { index, frame } of framesFrom(video, 0)) {
      try {
        if (signal.aborted) throw signal.reason;
        if (frame) {
          painter.draw(painted, frame, store.labels(index), { overlay: 'labels', opacity });
          context.drawImage(painted, 0, 0, width, height);
          const figures = store.records.get(index)?.figures;
          if (figures) drawLegend(context, { width, height }, classes, figures);
        }
        const from = timestamps[index] ?? 0;
        const duration = (timestamps[index + 1] ?? info.duration) - from;
        const sample = new VideoSample(canvas, { timestamp: from - info.start, duration });
        await source.add(sample);
        sample.close();
        onFrame(index + 1);
      } finally {
        frame?.close();
      }
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
}

async function encodes(kind: 'mp4' | 'webm', width: number, height: number): Promise<boolean> {
  return can('videoEncoder') && canEncodeVideo(CODECS[kind], { width, height, quality: QUALITY_HIGH });
}

async function noEncoder(kind: 'mp4' | 'webm', width: number, height: number): Promise<PerPixelError> {
  if (!can('videoEncoder')) return unsupported('videoEncoder', WITHOUT_ENCODER, 'video-unsupported');
  const name = kind === 'mp4' ? 'H.264' : 'VP9';
  const other = kind === 'mp4' ? 'webm' : 'mp4';
  return new PerPixelError(
    'video-unsupported',
    `This browser cannot write ${name} at ${width} × ${height}.`,
    (await encodes(other, width, height)) ? `Choose ${other === 'mp4' ? 'MP4' : 'WebM'} instead.` : WITHOUT_ENCODER,
  );
}
