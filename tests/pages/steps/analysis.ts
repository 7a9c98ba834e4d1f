import { strFromU8, unzipSync } from 'fflate';
import type {} from '../../../src/apps/analyst/analyst.ts';
import { fromCsv } from '../../../src/core/analysis/report.ts';
import type { Taken, Visit } from '../drivers/visit.ts';
import { difference, readMaps, type LabelledClip } from '../label-maps.ts';
import { expect, type Outcome, type Step } from '../step.ts';
import { until } from '../until.ts';
import type { World } from '../world/world.ts';

const LEAST_EQUAL = 0.998;
const MOST_SHARE = 0.003;

async function taken(visit: Visit, kind: string): Promise<Taken> {
  try {
    return await visit.take(() => visit.click({ css: `button[name=${kind}]` }));
  } catch (cause) {
    throw new Error(`${kind}: ${String(cause)}`, { cause });
  }
}

/** Waits until the video that was opened is analysed; returns frames labelled a second. */
export async function analysed(visit: Visit, frames: number, seconds = 60): Promise<number> {
  const took = await visit.run(
    ({ wanted, limit }) =>
      new Promise<number>((resolve, reject) => {
        const end = performance.now() + limit;
        let first = 0;
        const look = (): void => {
          const job = document.querySelector('pp-analyst')?.current;
          const filled = job?.series?.filled ?? 0;
          if (first === 0 && filled > 0) first = performance.now();
          if (job?.error) reject(new Error(`${job.error.code}: ${job.error.message}`));
          else if (job?.state === 'done' && filled === wanted) resolve(performance.now() - first);
          else if (performance.now() > end) reject(new Error(`${filled} of ${wanted} frames in ${limit} ms`));
          else setTimeout(look, 20);
        };
        look();
      }),
    { wanted: frames, limit: seconds * 1000 },
  );
  return ((frames - 1) * 1000) / took;
}

export const analysis: Step = {
  name: 'analysis and exports',
  page: 'analysis',
  limit: 150,
  async run(visit, world): Promise<Outcome> {
    const { site, drive } = world;
    await visit.open(`${site}analyze.html?model=driving-street&backend=wasm`);
    await visit.choose('input[type=file]', [drive.path]);
    const rate = await analysed(visit, drive.frames);
    await until(
      visit,
      'line that says so',
      (count) => {
        const text = document.querySelector('pp-analyst')?.shadowRoot?.textContent ?? '';
        return text.includes(`All ${count} frames analysed`) ? true : null;
      },
      drive.frames,
    );
    const clip = await figures(visit, world);
    const films = await labelledFilms(visit);
    const files = `CSV, JSON, report, label maps, COCO${films.seen}`;
    if (world.browser === 'chromium') world.found.chromium = clip;
    if (world.browser === 'chromium' || !world.found.chromium) {
      return { rate, seen: `${drive.frames} frames; ${files}`, lacks: films.lacks };
    }
    const { equal, shares } = difference(world.found.chromium, clip);
    const figure = `labels ${(equal * 100).toFixed(3)} % equal to Chromium’s, shares within ${shares.toFixed(4)}`;
    expect(equal >= LEAST_EQUAL && shares <= MOST_SHARE, `Against Chromium: ${figure}.`);
    return { rate, seen: `${figure}; ${files}`, lacks: films.lacks };
  },
};

/** The exports that hold figures and labels, and whether they agree with one another. */
async function figures(visit: Visit, { drive }: World): Promise<LabelledClip> {
  const { frames: count } = drive;
  const csv = await taken(visit, 'csv');
  const table = fromCsv(strFromU8(csv.bytes));
  expect(csv.name === 'drive.csv' && table.frames.length === count, `${csv.name} has ${table.frames.length} frames.`);
  const json = await taken(visit, 'json');
  const plain = JSON.parse(strFromU8(json.bytes)) as { frames?: readonly unknown[] };
  expect(plain.frames?.length === count, `${json.name} has ${plain.frames?.length} frames.`);
  const report = await taken(visit, 'report');
  expect(/^<!doctype html>/i.test(strFromU8(report.bytes)), `${report.name} is no page.`);
  const zip = await taken(visit, 'label-maps');
  const maps = readMaps(zip.bytes);
  expect(maps.length === count, `${zip.name} has ${maps.length} maps.`);
  const shares = table.frames.map((frame) => [...frame.shares]);
  for (const [place, { name, labels, width, height }] of maps.entries()) {
    expect(width === drive.width && height === drive.height, `${name} is ${width} × ${height}.`);
    for (const [id, share] of (shares[place] ?? []).entries()) {
      const own = labels.reduce((sum, label) => sum + (label === id ? 1 : 0), 0) / labels.length;
      expect(Math.abs(own - share) < 1e-4, `${name} and the CSV differ about class ${id}: ${own}, ${share}.`);
    }
  }
  const coco = await taken(visit, 'panoptic');
  const files = unzipSync(coco.bytes);
  const about = Object.entries(files).find(([name]) => name.endsWith('.json'));
  const { annotations } = JSON.parse(strFromU8(about?.[1] ?? new Uint8Array())) as { annotations?: readonly unknown[] };
  expect(annotations?.length === count, `${coco.name} has ${annotations?.length} annotations.`);
  return { maps, shares };
}

/** The films with their overlay, where the browser can write them. */
async function labelledFilms(visit: Visit): Promise<{ seen: string; lacks: string }> {
  const lacks: string[] = [];
  let seen = '';
  for (const [kind, magic, at] of [
    ['mp4', 'ftyp', 4],
    ['webm', '\x1aE\xdf\xa3', 0],
  ] as const) {
    let told = '';
    const file = await Promise.race([
      taken(visit, kind),
      until(
        visit,
        'word about the export',
        () => {
          const root = document.querySelector('pp-analyst')?.shadowRoot?.querySelector('pp-exports')?.shadowRoot;
          const text = root?.querySelector('[aria-live]')?.textContent?.trim() ?? '';
          return text && !text.endsWith('written.') ? text : null;
        },
        null,
        60,
      ).then((text) => {
        told = text;
        return null;
      }),
    ]).catch((error: unknown) => {
      throw new Error(`No ${kind} was written: ${String(error)}`);
    });
    if (file) {
      expect(strFromBytes(file.bytes.subarray(at, at + 4)) === magic, `${file.name} is no ${kind}.`);
      seen += `, ${kind === 'mp4' ? 'MP4' : 'WebM'} ${(file.bytes.length / 1000).toFixed(0)} kB`;
    } else lacks.push(`${kind}: ${told}`);
  }
  return { seen, lacks: lacks.join(' ') };
}

function strFromBytes(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
