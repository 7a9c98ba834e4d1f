import type { Frame } from 'node-av';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { FrameColours } from '../frames/colour-matrix.ts';
import type { Turn } from '../frames/turn.ts';
import type { Av } from './decoder.ts';
import { createFrameMemory, type SharedFrame } from './shared-frame.ts';

/** What holds for all frames of a video. */
export interface VideoPicture {
  /** How frames have to be turned; null: they stand upright. */
  readonly turn: Turn | null;
  /** Width of a pixel over its height. */
  readonly pixelAspect: number;
  /** Where a frame does not say. */
  readonly colours: FrameColours;
}

/** Takes the pixels of FFmpeg's frames as they lie; what our kernels cannot read FFmpeg converts to RGBA. */
export function createFrameTaker(av: Av, video: VideoPicture): (frame: Frame) => SharedFrame {
  const memory = createFrameMemory();
  const formats = formatsOf(av);
  const matrices = matricesOf(av);
  const full = new Set<number>([av.AV_PIX_FMT_YUVJ420P, av.AV_PIX_FMT_YUVJ422P, av.AV_PIX_FMT_YUVJ444P]);
  return (frame) => {
    const { width, height } = frame;
    const transfer = frame.colorTrc;
    const bright = transfer === av.AVCOL_TRC_SMPTE2084 || transfer === av.AVCOL_TRC_ARIB_STD_B67;
    const format = bright ? undefined : formats.get(frame.format);
    const converted = format === undefined ? toRgba(av, frame) : null;
    try {
      const from = converted ?? frame;
      const planes = (from.data ?? []).filter((plane) => plane.length > 0);
      const bytes = memory.take(planes.reduce((sum, { length }) => sum + length, 0));
      const layout: { offset: number; stride: number }[] = [];
      let end = 0;
      planes.forEach((plane, index) => {
        bytes.set(plane, end);
        layout.push({ offset: end, stride: from.linesize[index]! });
        end += plane.length;
      });
      const picture = {
        bytes: bytes.subarray(0, end),
        layout,
        format: format ?? 'RGBA',
        colours: coloursOf(frame),
        turn: video.turn,
        width,
        height,
        shown: shownSize({ width, height }),
      };
      return memory.frame(Number(frame.pts), picture, bytes);
    } finally {
      converted?.free();
    }
  };

  function coloursOf({ colorSpace, colorRange, format }: Frame): FrameColours {
    const matrix = matrices.get(colorSpace) ?? video.colours.matrix;
    if (colorRange === av.AVCOL_RANGE_JPEG || full.has(format)) return { matrix, fullRange: true };
    return { matrix, fullRange: colorRange === av.AVCOL_RANGE_MPEG ? false : video.colours.fullRange };
  }

  function shownSize({ width, height }: Size): Size {
    const { pixelAspect, turn } = video;
    const wide = Math.round(pixelAspect > 1 ? width * pixelAspect : width);
    const high = Math.round(pixelAspect < 1 ? height / pixelAspect : height);
    return turn && turn.degrees % 180 !== 0 ? { width: high, height: wide } : { width: wide, height: high };
  }
}

/** By FFmpeg's numbers, WebCodecs' names of the formats that our kernels read. */
function formatsOf(av: Av): ReadonlyMap<number, string> {
  return new Map<number, string>([
    [av.AV_PIX_FMT_YUV420P, 'I420'],
    [av.AV_PIX_FMT_YUVJ420P, 'I420'],
    [av.AV_PIX_FMT_YUV422P, 'I422'],
    [av.AV_PIX_FMT_YUVJ422P, 'I422'],
    [av.AV_PIX_FMT_YUV444P, 'I444'],
    [av.AV_PIX_FMT_YUVJ444P, 'I444'],
    [av.AV_PIX_FMT_YUVA420P, 'I420A'],
    [av.AV_PIX_FMT_NV12, 'NV12'],
    [av.AV_PIX_FMT_YUV420P10LE, 'I420P10'],
    [av.AV_PIX_FMT_YUV422P10LE, 'I422P10'],
    [av.AV_PIX_FMT_YUV444P10LE, 'I444P10'],
    [av.AV_PIX_FMT_YUV420P12LE, 'I420P12'],
    [av.AV_PIX_FMT_YUV422P12LE, 'I422P12'],
    [av.AV_PIX_FMT_YUV444P12LE, 'I444P12'],
  ]);
}

/** By FFmpeg's numbers, WebCodecs' names of the standards. */
function matricesOf(av: Av): ReadonlyMap<number, string> {
  return new Map<number, string>([
    [av.AVCOL_SPC_BT709, 'bt709'],
    [av.AVCOL_SPC_BT470BG, 'bt470bg'],
    [av.AVCOL_SPC_SMPTE170M, 'smpte170m'],
    [av.AVCOL_SPC_BT2020_NCL, 'bt2020-ncl'],
  ]);
}

function toRgba(av: Av, frame: Frame): Frame {
  const scaler = new av.SoftwareScaleContext();
  const out = new av.Frame();
  try {
    const { width, height } = frame;
    const to = av.AV_PIX_FMT_RGBA;
    scaler.getContext(width, height, frame.format as typeof to, width, height, to, av.SWS_BILINEAR);
    out.alloc();
    out.width = width;
    out.height = height;
    out.format = to;
    out.allocBuffer();
    av.FFmpegError.throwIfError(scaler.scaleFrameSync(out, frame));
    return out;
  } catch (error) {
    out.free();
    throw error;
  } finally {
    scaler.freeContext();
  }
}
