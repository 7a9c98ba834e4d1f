import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MEDIA = new URL('../fixtures/media/', import.meta.url).pathname;

export const VIDEOS = 24;
/** Beside them lies one file that is none, under the name of a video. */
export const BROKEN = 'videos/broken.mp4';

/**
 * Makes videos of 2 to 5 s of our own street, each with a cut-out, a pace and a hue of its own.
 * @param folder `videos/` is made in it
 */
export async function makeVideos(folder: string): Promise<void> {
  await mkdir(join(folder, 'videos'));
  for (let i = 0; i < VIDEOS; i += 1) {
    const name = `videos/drive ${String(i + 1).padStart(2, '0')}.mp4`;
    const filters = [
      `crop=288:162:${i}:${i % 7}`,
      `hue=h=${(i * 3) % 20}`,
      'scale=640:360',
      `setpts=PTS*${1 + (i % 3) / 4}`,
    ];
    const read = ['-v', 'error', '-stream_loop', '-1', '-i', join(MEDIA, 'street.mp4')];
    const frames = ['-vf', filters.join(','), '-frames:v', String(40 + ((i * 37) % 24) * 3), '-r', '20'];
    const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
    await run('ffmpeg', [...read, ...frames, ...coding, join(folder, name)]);
  }
  await copyFile(join(MEDIA, 'text.mp4'), join(folder, BROKEN));
}
