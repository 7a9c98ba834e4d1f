import { spawn } from 'node:child_process';
import type { Size } from '../../../src/core/geometry/fit.ts';

/** A clip's frames, RGBA. */
export interface Film extends Size {
  readonly frames: readonly Uint8Array[];
  /** Frames a second. */
  readonly rate: number;
}

/** Pixels of its longer side: as large as a webcam's picture that a page asks for. */
const LONGEST = 640;
/** Not the codec's tag, as in “(avc1 / 0x31637661)”. */
const HEADER = /Video:.*?, (\d{2,5})x(\d{2,5})[ ,]/;

/** @throws Error where ffmpeg is missing, or cannot read it */
export async function readFilm(path: string, rate: number, most: number): Promise<Film> {
  const probed = await run(['-hide_banner', '-i', path, '-frames:v', '1', '-f', 'null', '-']);
  const [, across, down] = HEADER.exec(probed.said) ?? [];
  if (!across || !down) throw new Error(`${path} is no video that ffmpeg reads.`);
  const scale = Math.min(1, LONGEST / Math.max(Number(across), Number(down)));
  const [width, height] = [Number(across), Number(down)].map((side) => 2 * Math.round((side * scale) / 2)) as [
    number,
    number,
  ];
  const filter = `fps=${rate},scale=${width}:${height}`;
  const asked = ['-hide_banner', '-loglevel', 'error', '-i', path, '-vf', filter, '-frames:v', String(most)];
  const { bytes } = await run([...asked, '-f', 'rawvideo', '-pix_fmt', 'rgba', '-']);
  const size = 4 * width * height;
  const frames = Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
    Uint8Array.from(bytes.subarray(i * size, (i + 1) * size)),
  );
  return { width, height, rate, frames };
}

async function run(args: readonly string[]): Promise<{ readonly bytes: Buffer; readonly said: string }> {
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error('ffmpeg is needed to read clips.', { cause: error })));
    child.on('close', () => resolve({ bytes: Buffer.concat(out), said }));
  });
}
