import { PerPixelError } from '../../src/shared/errors.ts';

const FFMPEG = 'ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p -an output.mp4';

export function notAVideo(cause: unknown): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    'This file is no video that can be read: it is damaged, cut off before its index, or of another kind.',
    `Use MP4, MOV, WebM or MKV; a file that other players open can be converted: ${FFMPEG}`,
    { cause },
  );
}

export function noTrack(): PerPixelError {
  return new PerPixelError(
    'video-no-track',
    'This file has sound but no picture.',
    'Choose a file with a video track.',
  );
}

/** @param codec what the file calls it */
export function unsupportedCodec(codec: string): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    `This video is coded as ${codec}, which this browser cannot decode.`,
    `Convert it first: ${FFMPEG}`,
  );
}

export function empty(): PerPixelError {
  return new PerPixelError(
    'video-empty',
    'This video has no frames.',
    'Check that its recording was finished, or choose another file.',
  );
}

/** @param problem what happened, without a stop */
export function unreachable(url: string, problem: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'source-unavailable',
    `${new URL(url).pathname} could not be loaded: ${problem}.`,
    'Check the address and the connection, and that the file is there.',
    { cause },
  );
}

const NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mp4v: 'MPEG-4 Part 2 (mp4v)',
  'V_MPEG4/ISO/ASP': 'MPEG-4 Part 2',
  V_MPEG2: 'MPEG-2',
  V_THEORA: 'Theora',
  jpeg: 'Motion JPEG',
};

/** A codec's name for people, with the file's own word for it where there is one. */
export function codecName(codec: string | null, internal: unknown, parameters: string | null): string {
  const id = codec ?? (typeof internal === 'string' ? internal.trim() : 'an unknown codec');
  const name = NAMES[id] ?? id;
  return parameters ? `${name} (${parameters})` : name;
}
