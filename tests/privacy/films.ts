import { execFileSync } from 'node:child_process';
import type { Encoded } from './in-page.ts';
import { isMarked } from './scene.ts';

/** A recording as the page wrote it. */
export interface Film {
  readonly path: string;
  readonly encoded: readonly Encoded[];
  /** When its wall was to be seen, milliseconds of the page's clock. */
  readonly shown: readonly { readonly from: number; readonly to: number | null }[];
}

export interface FilmSight {
  frames: number;
  covered: number;
  black: number;
  shown: number;
  raw: number;
  /** Largest share of marked pixels in a frame that is not raw. */
  most: number;
  leaks: string[];
}

const [WIDTH, HEIGHT] = [160, 90];
/** A frame that was drawn before the wall was hidden goes to the encoder after that, milliseconds. */
const ON_ITS_WAY = 150;

/** Every frame of the file, as ffmpeg decodes it. */
export function lookAtFilm({ path, encoded, shown }: Film, raw: number): FilmSight {
  const size = `scale=${WIDTH}:${HEIGHT}:flags=neighbor`;
  const pixels = ffmpeg('ffmpeg', [
    '-i',
    path,
    '-vf',
    size,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-',
  ]);
  const times = ffmpeg('ffprobe', ['-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path])
    .toString()
    .trim()
    .split('\n')
    .map(parseFloat);
  const sight: FilmSight = { frames: 0, covered: 0, black: 0, shown: 0, raw: 0, most: 0, leaks: [] };
  const bytes = 3 * WIDTH * HEIGHT;
  for (let frame = 0; (frame + 1) * bytes <= pixels.length; frame += 1) {
    const seconds = times[frame] ?? NaN;
    const at = nearest(encoded, seconds * 1e6).at;
    const mayShow = shown.some(({ from, to }) => at >= from && at <= (to ?? Infinity) + ON_ITS_WAY);
    const { share, black } = look(pixels.subarray(frame * bytes, (frame + 1) * bytes));
    sight.frames += 1;
    if (share < raw) {
      sight.most = Math.max(sight.most, share);
      sight[black ? 'black' : 'covered'] += 1;
    } else if (mayShow) sight.shown += 1;
    else {
      sight.raw += 1;
      sight.leaks.push(`${(100 * share).toFixed(1)} % at ${seconds.toFixed(2)} s`);
    }
  }
  return sight;
}

function look(rgb: Buffer): { share: number; black: boolean } {
  let [marked, brightest] = [0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
    if (isMarked(r, g, b)) marked += 1;
    brightest = Math.max(brightest, r + g + b);
  }
  return { share: (3 * marked) / rgb.length, black: brightest < 60 };
}

function nearest(encoded: readonly Encoded[], timestamp: number): Encoded {
  return encoded.reduce((best, each) =>
    Math.abs(each.timestamp - timestamp) < Math.abs(best.timestamp - timestamp) ? each : best,
  );
}

function ffmpeg(command: 'ffmpeg' | 'ffprobe', args: readonly string[]): Buffer {
  return execFileSync(command, ['-v', 'fatal', ...args], { maxBuffer: 2 ** 31 - 1 });
}
