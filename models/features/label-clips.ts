/**
 * `npm run label:features -- --model DEEPLAB.onnx --out DIR --clip A.mp4 --clip B.mp4`: finds cars and people in clips, for `train:features -- --seen DIR`.
 * Writes DIR/images and DIR/labels as a street's are, named by clip and frame; needs ffmpeg.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encode } from 'fast-png';
import { createClipLabeller, type RgbFrame } from './clip-labels.ts';

const WIDTH = 512;

/** As `load_clip` of pictures.py has them. @param rate frames a second */
function framesOf(clip: string, rate: string): RgbFrame[] {
  const asked = '-v error -select_streams v:0 -show_entries stream=width,height -of csv=p=0'.split(' ');
  const found = execFileSync('ffprobe', asked.concat(clip));
  const [width = 0, height = 0] = found.toString().trim().split(',').map(Number);
  const high = Math.round((WIDTH * height) / width / 2) * 2;
  const filter = `fps=${rate},scale=${WIDTH}:${high}`;
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', clip, '-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    {
      maxBuffer: 2 ** 31,
    },
  );
  const size = WIDTH * high * 3;
  return Array.from({ length: raw.length / size }, (_, i) => ({
    width: WIDTH,
    height: high,
    data: raw.subarray(i * size, (i + 1) * size),
  }));
}

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    out: { type: 'string' },
    clip: { type: 'string', multiple: true, default: [] },
    rate: { type: 'string', default: '2' },
  },
});
const { model, out, clip, rate } = values;
if (!model || !out || clip.length === 0) {
  console.error(
    'npm run label:features -- --model DEEPLAB.onnx --out DIR --clip FILE [--clip FILE …] [--rate FRAMES_A_SECOND]',
  );
  process.exitCode = 1;
} else {
  for (const kind of ['images', 'labels']) mkdirSync(join(out, kind), { recursive: true });
  const label = await createClipLabeller(model);
  for (const [number, path] of clip.entries()) {
    for (const [index, frame] of framesOf(path, rate).entries()) {
      const name = `${String(number).padStart(2, '0')}-${String(index).padStart(4, '0')}.png`;
      const { width, height, data } = frame;
      writeFileSync(join(out, 'labels', name), encode({ width, height, data: await label(frame), channels: 1 }));
      writeFileSync(join(out, 'images', name), encode({ width, height, data, channels: 3 }));
    }
    console.log(path);
  }
}
