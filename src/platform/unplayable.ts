import { COMMON_CODECS, type CommonCodec } from './capabilities.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import { stem } from '../core/text/names.ts';
import type { FileDescription } from '../core/media/describe.ts';
import { mayMove } from '../core/media/file-kind.ts';

export interface Attempt {
  /** The file's own name; '' where it has none. */
  readonly name: string;
  /** What was to be done with it. */
  readonly to: 'play' | 'analyse';
  readonly cause?: unknown;
  /** What was to decode it; default: this browser. */
  readonly by?: string;
  /** What to do with a picture; default: what visitors do. */
  readonly pictures?: string;
  /** Common codecs that this browser has no decoder for; default: none, as in most. */
  readonly lacking?: readonly CommonCodec[];
}

/** Containers that are read where their codec is. */
const READ = { play: ['mp4', 'matroska'], analyse: ['mp4', 'matroska', 'mpeg-ts'] };
/** What ffmpeg writes for browsers, the likeliest first. */
const ENCODERS = {
  'H.264': { encoder: 'libx264', ending: 'mp4', word: 'h264' },
  VP9: { encoder: 'libvpx-vp9', ending: 'webm', word: 'vp9' },
  VP8: { encoder: 'libvpx', ending: 'webm', word: 'vp8' },
} as const;
const VIDEOS = 'an MP4, MOV, WebM or MKV';

/** What to tell about a file that could not be opened as a video: what it is, and what to do. */
export function unplayable({ kind, codec, whole }: FileDescription, attempt: Attempt): PerPixelError {
  const { name, to, cause, by = 'this browser', pictures = 'Open it in the viewer', lacking = [] } = attempt;
  const it = name || 'This file';
  const error = (problem: string, remedy: string): PerPixelError =>
    new PerPixelError('video-unsupported', problem, remedy, { cause });
  const convert = wayOut(name, lacking);

  switch (kind?.kind) {
    case 'empty':
      return new PerPixelError('video-empty', `${it} is empty: it holds no bytes.`, 'Copy or download it again.', {
        cause,
      });
    case 'sound':
      return noPicture(`${it} is ${kind.name}: it has no picture.`, cause);
    case 'image':
      return error(
        `${it} is ${kind.name}, not a video.`,
        mayMove(kind) ? `${pictures}, or make a video of it: ${conversion(name)}` : `${pictures}.`,
      );
    case 'other':
      return error(
        `${it} is ${kind.name}, not a video.`,
        kind.name === 'a web page'
          ? `Check the address: the server sent this page in place of a video. Choose ${VIDEOS}; ffmpeg converts others.`
          : `Choose ${VIDEOS}; ffmpeg converts other videos.`,
      );
    case 'video':
      break;
    case undefined:
      return error(
        `${it} is no video that can be read: it is damaged, or of an unknown kind.`,
        `Choose ${VIDEOS}. A file that other players open can be converted: ${conversion(name)}`,
      );
  }
  const { container = 'other' } = kind;
  if (!whole) {
    return error(
      `${it} is cut off: its index is missing, as after a recording or a download that was not finished.`,
      `Copy or download it again. What other players open can be converted: ${conversion(name)}`,
    );
  }
  if (!READ[to].includes(container)) {
    const doer = to === 'play' ? 'browsers do not play' : 'cannot be read here';
    const coded = codec ? `. Its picture is coded as ${codec}` : '';
    return error(`${it} is ${kind.name}, which ${doer}${coded}.`, convert);
  }
  if (codec === null && container === 'mp4') return noPicture(`${it} is ${kind.name} without a picture.`, cause);
  if (codec === null)
    return error(
      `${it} is ${kind.name} that is damaged or cut off.`,
      `Copy or download it again, or: ${conversion(name)}`,
    );
  if (COMMON_CODECS.some((each) => each === codec && !lacking.includes(each))) {
    return error(`${it} is damaged, or coded in a form of ${codec} that ${by} cannot decode.`, convert);
  }
  return error(`${it} is coded as ${codec}, which ${by} cannot decode.`, convert);
}

export function noPicture(problem = 'This file has sound but no picture.', cause?: unknown): PerPixelError {
  return new PerPixelError('video-no-track', problem, 'Choose a file with a video track.', { cause });
}

/** What to do with a file that this browser does not decode. */
function wayOut(name: string, lacking: readonly CommonCodec[]): string {
  const made = (Object.keys(ENCODERS) as (keyof typeof ENCODERS)[]).find((each) => !lacking.includes(each));
  return made ? `Convert it first: ${conversion(name, made)}` : 'Use Chrome, Edge, Firefox or Safari.';
}

/** The line that makes a video for every browser of a file, to be pasted into a shell. @param name '' where it has none */
export function conversion(name: string, codec: keyof typeof ENCODERS = 'H.264'): string {
  const { encoder, ending, word } = ENCODERS[codec];
  const plain = name !== '' && !/[\p{Cc}]/u.test(name);
  const made = `${stem(name, 'output')}.${ending}`;
  const output = made === name ? `${stem(name)}-${word}.${ending}` : made;
  return `ffmpeg -i ${plain ? quoted(name) : 'INPUT'} -c:v ${encoder} -pix_fmt yuv420p ${quoted(output)}`;
}

/** One word for a shell, whatever is in it; a name that begins with a dash is no option. */
function quoted(name: string): string {
  const safe = name.startsWith('-') ? `./${name}` : name;
  if (/^[\w./+@:-]+$/.test(safe)) return safe;
  // in double quotes, which every system has, unless something in them would be read
  return /["$`\\!%]/.test(safe) ? `'${safe.replaceAll("'", String.raw`'\''`)}'` : `"${safe}"`;
}
