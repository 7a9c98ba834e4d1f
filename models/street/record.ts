import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { openStudio } from './studio.ts';

/** The drive that the analyst's page offers to try: a street with shops, people on a crossing, cars and a bicycle. */
const DRIVE = { seed: 17, width: 512, height: 288, antialias: true };
const SECONDS = 10;
const PER_SECOND = 12;
/** The still on the page's card. */
const STILL = 2;

/**
 * Records the sample drive: a film, the exact labels of each of its frames as a zip of PNGs whose values are class ids, and a
 * still. Needs ffmpeg with libx264.
 */
async function record(): Promise<void> {
  const out = fileURLToPath(new URL('../../src/analyze/sample/', import.meta.url));
  await mkdir(out, { recursive: true });
  const [film, written] = startFilm(`${out}sample-drive.mp4`);
  const labels: Record<string, Uint8Array> = {};
  const studio = await openStudio();
  try {
    await studio.open(DRIVE);
    for (let index = 0; index < SECONDS * PER_SECOND; index += 1) {
      const frame = await studio.frame(index / PER_SECOND);
      if (!film.write(frame.jpeg)) await once(film, 'drain');
      if (index === STILL * PER_SECOND) await writeFile(`${out}sample-still.jpg`, frame.jpeg);
      const { width, height } = DRIVE;
      labels[`${String(index).padStart(6, '0')}.png`] = encode(
        { width, height, data: frame.labels, channels: 1, depth: 8 },
        { zlib: { level: 9 } },
      );
    }
  } finally {
    await studio.close();
  }
  film.end();
  await written;
  await writeFile(`${out}sample-truth.zip`, zipSync(labels, { level: 0, mtime: new Date(1980, 0, 2) }));
}

function startFilm(path: string) {
  const take = ['-f', 'image2pipe', '-c:v', 'mjpeg', '-framerate', String(PER_SECOND), '-i', '-'];
  const make = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '25', '-pix_fmt', 'yuv420p', '-g', '24'];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...take, ...make, '-movflags', '+faststart', path], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const written = once(ffmpeg, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
  });
  return [ffmpeg.stdin, written] as const;
}

await record();
