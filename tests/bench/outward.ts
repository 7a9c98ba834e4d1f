/**
 * `npm run bench:outward`: what comes out of the page at 1280 × 720, blurred, on WASM: a processed track through a call on loopback, in frames a
 * second at the far side, and a recording of a minute of each kind, as ffprobe and Chromium see it. Needs ffprobe. Build first; let nothing
 * else run. Writes docs/reports/outward.md. `--seconds 20` of the call, `--film 60` of the recordings; `--call`
 * measures the call alone, and prints it. `--busy 2`: so many other processes take what they can get meanwhile; that is printed alone, too.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { writeFakeCamera } from '../e2e/fake-camera.ts';
import { call, played, type Called, type Played } from './outward-page.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    film: { type: 'string', default: '60' },
    call: { type: 'boolean', default: false },
    busy: { type: 'string', default: '0' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'perpixel-outward-'));
const camera = await writeFakeCamera({ width: 1280, height: 720, frames: 30 });
const folders = { dist: new URL('../../dist/', import.meta.url), films: pathToFileURL(`${folder}/`) };
const serving = await serve(folders, ISOLATION);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: chromiumFlags({ camera, graphics: 'none', compositing: 'processor' }),
});

interface Recorded extends Played {
  readonly kind: string;
  readonly codec: string;
  /** As ffprobe tells them. */
  readonly seconds: number;
  readonly frames: number;
  readonly bytes: number;
}

const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.setDefaultTimeout(0);
await page.addInitScript(FUNCTION_NAMES);
const recorded: Recorded[] = [];
const others = Array.from({ length: Number(values.busy) }, () => spawn(process.execPath, ['-e', 'for (;;);']));
let called: Called;
try {
  await page.goto(serving.origin);
  called = await page.evaluate(call, {
    library: `${serving.origin}dist/lib/perpixel.js`,
    seconds: Number(values.seconds),
  });
  console.log(called);
  for (const kind of values.call ? [] : ['MP4', 'WebM']) {
    recorded.push(await record(page, kind));
    console.log(recorded.at(-1));
  }
} finally {
  others.forEach((each) => each.kill());
  await browser.close();
  serving.close();
  await rm(folder, { recursive: true });
}

async function record(on: Page, kind: string): Promise<Recorded> {
  await on.goto(`${serving.origin}dist/index.html?source=camera&overlay=blur&backend=wasm`);
  await on.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 60);
  const strip = on.getByRole('group', { name: 'Recording' });
  await on.getByRole('button', { name: 'Record', exact: true }).dispatchEvent('click');
  await strip.getByLabel(kind).dispatchEvent('click');
  await strip.getByRole('button', { name: 'Record' }).dispatchEvent('click');
  await strip.getByRole('button', { name: 'Stop and save' }).waitFor();
  await on.waitForTimeout(1000 * Number(values.film));
  const saving = on.waitForEvent('download');
  await strip.getByRole('button', { name: 'Stop and save' }).dispatchEvent('click');
  const download = await saving;
  const name = download.suggestedFilename();
  await download.saveAs(join(folder, name));
  const probe = JSON.parse(
    execFileSync(
      'ffprobe',
      [
        '-v',
        'error',
        '-count_frames',
        '-show_streams',
        '-show_format',
        '-select_streams',
        'v',
        '-of',
        'json',
        join(folder, name),
      ],
      { encoding: 'utf8' },
    ),
  ) as { streams: [{ codec_name: string; nb_read_frames: string }]; format: { duration: string; size: string } };
  await on.goto(serving.origin);
  return {
    kind,
    codec: probe.streams[0].codec_name,
    seconds: Number(probe.format.duration),
    frames: Number(probe.streams[0].nb_read_frames),
    bytes: Number(probe.format.size),
    ...(await on.evaluate(played, `${serving.origin}films/${name}`)),
  };
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${browser.version()}`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const { near, far, sent, resized, ended } = called;
const size = ({ width, height }: { width: number; height: number }): string => `${width} × ${height}`;
const report = `# Out of the page

${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${machine}, no GPU, load ${loadavg()[0]!.toFixed(1)} at the end. Written by \`npm run bench:outward\`. A camera of 1280 × 720 at 30 frames a
second, \`blur\`, WASM, the model that is chosen by itself (${called.model}).

## A call

\`processTrack\`, and an \`RTCPeerConnection\` to another one of the same page, for ${values.seconds} seconds: both ends share the two cores.

| | frames/s | size |
| --- | --- | --- |
| labelled and drawn | ${near.toFixed(1)} | 1280 × 720 |
| sent (${sent.codec}) | ${sent.rate.toFixed(1)} | ${size(sent)} |
| shown at the far side | **${far.rate.toFixed(1)}** | ${size(far)} |

A frame takes ${called.total.toFixed(0)} ms from camera to track (p50). The camera then gives 640 × 360: the far side shows that ${resized.toFixed(1)} seconds later${resized < 0 ? ' (never)' : ''}. The camera's track is
stopped: the processed one ends ${ended.toFixed(1)} seconds later, and tells.

## A recording of ${values.film} seconds

| kind | codec | ffprobe: seconds | frames/s | MB | Chromium: seconds | plays | seeks |
| --- | --- | --- | --- | --- | --- | --- | --- |
${recorded.map((each) => `| ${[each.kind, each.codec, each.seconds.toFixed(2), (each.frames / each.seconds).toFixed(1), (each.bytes / 1e6).toFixed(1), each.length.toFixed(2), `${each.shown} frames in ${each.watched.toFixed(1)} s`, each.seeks ? 'yes' : 'no'].join(' | ')} |`).join('\n')}
`;
console.log(report);
const REPORT = new URL('../../docs/reports/outward.md', import.meta.url);
/** Behind it stands what a person wrote. */
const END = '<!-- end of what is measured -->\n';
if (!values.call && others.length === 0) {
  const [, written = ''] = (await readFile(REPORT, 'utf8')).split(END);
  await writeFile(REPORT, `${report}\n${END}${written}`);
}
