import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A film, or two side by side, and how many people it shows. */
export interface Clip {
  readonly name: string;
  readonly files: readonly string[];
  /** From which frame on there are so many people, in order. */
  readonly counts: readonly { readonly from: number; readonly people: number }[];
}

/** @param text `FILE=3`, `FILE=2,3@18` (from frame 18 on three), `FILE+FILE=2` (side by side) */
export function parseClip(text: string): Clip {
  const [, paths, counts] = /^(.+)=((?:\d+(?:@\d+)?)(?:,\d+@\d+)*)$/.exec(text) ?? [];
  if (!paths || !counts) throw new Error(`“${text}” is no clip with its people: FILE=3, FILE=2,3@18 or FILE+FILE=2.`);
  const files = paths.split('+');
  return {
    name: files.map((file) => basename(file).replace(/\.\w+$/, '')).join(' + '),
    files,
    counts: counts.split(',').map((each) => {
      const [people, from = '0'] = each.split('@');
      return { people: Number(people), from: Number(from) };
    }),
  };
}

/** How many people a frame shows. */
export function peopleIn({ counts }: Clip, frame: number): number {
  return counts.findLast(({ from }) => from <= frame)?.people ?? 0;
}

/** Rows of two films that are put side by side. */
const ROWS = 360;

/** Writes the film as one file that a page can play, its frames as they are. @returns its name in the folder */
export function writeFilm({ files }: Clip, folder: string, name: string): string {
  const film = `${name}.mp4`;
  if (files.length === 1) ffmpeg(['-i', files[0]!, '-an', '-c', 'copy', join(folder, film)]);
  else ffmpeg([...beside(files), '-an', '-c:v', 'libx264', '-crf', '16', join(folder, film)]);
  return film;
}

/** Writes the film as a camera has it, 30 frames a second, which Chromium plays over and over. @returns its path */
export function writeCamera({ files }: Clip, folder: string, name: string): string {
  const camera = join(folder, `${name}.mjpeg`);
  const input = files.length === 1 ? ['-i', files[0]!] : beside(files);
  ffmpeg([...input, '-an', '-r', '30', '-q:v', '3', '-pix_fmt', 'yuvj420p', camera]);
  return camera;
}

/** Writes every so many frames as pictures. @returns their names in the folder */
export function writePictures({ files }: Clip, every: number, folder: string, name: string): string[] {
  mkdirSync(join(folder, name));
  const filter = ['-vf', `select=not(mod(n\\,${every}))`, '-fps_mode', 'vfr'];
  ffmpeg(['-i', files[0]!, ...filter, join(folder, name, '%03d.png')]);
  return readdirSync(join(folder, name)).map((picture) => `${name}/${picture}`);
}

function beside(files: readonly string[]): string[] {
  const scaled = files.map((_, i) => `[${i}]fps=30,scale=-2:${ROWS}[s${i}]`).join(';');
  const joined = `${files.map((_, i) => `[s${i}]`).join('')}hstack=inputs=${files.length}:shortest=1`;
  return [...files.flatMap((file) => ['-i', file]), '-filter_complex', `${scaled};${joined}`];
}

function ffmpeg(how: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...how], { timeout: 60_000 });
}
