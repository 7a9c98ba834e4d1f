import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type {} from '../../src/apps/analyst/analyst.ts';
import type { InstancesManifest } from '../../workers/tasks/instances/manifest.ts';
import { thingsAt, THINGS } from '../fixtures/media/things/scene.ts';
import { centredNetwork, centredParts } from '../fixtures/onnx/centred.ts';
import { media, PATH, served } from './analyst.ts';
import { openApp } from './app.ts';
import { violations } from './axe.ts';
import { factsOf } from './model-site.ts';

const { width, height, frames } = THINGS;

/** The film of known things at /drive.mp4, and the network that sees them. */
async function prepare(context: BrowserContext): Promise<void> {
  await served(context, media('things/things.webm'));
  const network = centredNetwork(width, height);
  const manifest: InstancesManifest = {
    id: 'centred',
    title: 'Centred',
    licence: 'Apache-2.0',
    origin: 'this test',
    ...factsOf('centred.onnx', network),
    ...centredParts(width, height),
    refine: false,
  };
  await context.route(
    ({ pathname }) => pathname === '/own/manifest.json',
    (route) => route.fulfill({ json: manifest }),
  );
  const { task: _, instances: __, ...plain } = manifest;
  const classes = plain.classes.map((each) => ({ ...each, thing: false }));
  await context.route(
    ({ pathname }) => pathname === '/own/plain.json',
    (route) => route.fulfill({ json: { ...plain, classes } }),
  );
  await context.route(
    ({ pathname }) => pathname === '/own/centred.onnx',
    (route) => route.fulfill({ body: Buffer.from(network), contentType: 'application/octet-stream' }),
  );
}

async function analysed(more = ''): Promise<{ page: Page; complaints: string[] }> {
  const query = `model=/own/manifest.json&backend=wasm&video=/drive.mp4${more}`;
  const { page, complaints } = await openApp({
    path: PATH,
    query,
    prepare,
    viewport: { width: 1440, height: 900 },
  });
  await page.getByText(`All ${frames} frames analysed`).waitFor({ timeout: 100_000 });
  return { page, complaints };
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 100_000 }),
    page.locator(`pp-exports button[name="${name}"]`).click(),
  ]);
  return readFile(await download.path());
}

/** In an order that does not depend on where they come from. */
const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const lines = (file: Buffer): string[] => file.toString().trimEnd().split('\n');
const texts = async (page: Page, what: string): Promise<string[]> =>
  (await page.locator(what).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const shownFrame = (page: Page) => page.locator('pp-transport .time');
const rows = (page: Page) => page.locator('pp-tracks tbody tr:not(.space)');

describe('things in the analyst’s page', () => {
  it('are found by counts that keys complete, drawn over time, and listed by their tracks, which lead to them', async () => {
    const { page, complaints } = await analysed();
    const query = page.locator('pp-query input');
    await query.focus();
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter']) {
      await query.press(key);
    }
    expect(await query.inputValue()).toBe('count(car) >= 2 ');
    await page.getByText('1 stretch, 0:00.80 in all').waitFor();
    await query.fill('count(person) > 0 and ground > 30% for 0.5s');
    expect(await texts(page, 'pp-query .line')).toEqual(['0:00.00 – 0:00.60 0.60 s']);
    await query.fill('count(person) > 0 and ground > 30%');
    await page.getByText('2 stretches, 0:01.00 in all').waitFor();
    await query.press('Enter');
    await expect.poll(() => shownFrame(page).textContent()).toMatch(/· 8$/);
    await query.fill('count(car) >= 3');
    await page.getByText('No stretch of the video matches.').waitFor();
    await query.fill('count(ground) > 0');
    await page.locator('pp-query .error').getByText('ground').last().waitFor();
    // what is wrong can be read: nothing is offered behind it, over it
    expect(await page.locator('pp-query [role=option]').count()).toBe(0);
    await query.fill('');

    expect(await texts(page, 'pp-counts .head')).toEqual(['car 2 at most 2', 'person 1 at most 1']);
    await page.locator('pp-counts .row').first().press('ArrowLeft');
    await expect.poll(() => shownFrame(page).textContent()).toMatch(/· 4$/);
    const named = async () => (await texts(page, 'pp-legend tbody th')).join(', ');
    await expect.poll(named).toBe('ground, car 2, person 1');

    await page.getByText('4 things followed').waitFor();
    const listed = await texts(page, 'pp-tracks tbody tr:not(.space)');
    expect(listed.map((row) => row.replace(/^\d+ /, '')).sort()).toEqual([
      'car 0:00.00 0:01.10 1.10 s 3.9 %',
      'car 0:00.40 0:01.10 0.70 s 2.6 %',
      'person 0:00.00 0:00.50 0.50 s 5.2 %',
      'person 0:00.80 0:01.10 0.30 s 2.7 %',
    ]);
    await rows(page).filter({ hasText: '0:00.80' }).click();
    await expect.poll(() => shownFrame(page).textContent()).toMatch(/· 8$/);
    await page
      .locator('pp-screen .marked.name')
      .getByText(/^person \d$/)
      .waitFor();
    // on a phone the picture lies far above the table, and comes into sight
    await page.setViewportSize({ width: 390, height: 844 });
    await rows(page).filter({ hasText: '0:00.40' }).click();
    await expect.poll(() => shownFrame(page).textContent()).toMatch(/· 4$/);
    const above = () =>
      page.locator('pp-screen').evaluate((screen) => Math.max(0, Math.round(-screen.getBoundingClientRect().top)));
    await expect.poll(above).toBe(0);
    // and on a small one each class can be read
    await page.setViewportSize({ width: 320, height: 568 });
    const classes = page.locator('pp-tracks td.class');
    const cut = () => classes.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
    await expect.poll(cut).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('are taken away with one number each, everywhere, and are the same after a reload', async () => {
    const { page } = await analysed();
    const csv = lines(await saved(page, 'csv')).map((line) => line.split(','));
    expect(csv[0]).toEqual(['frame', 'seconds', 'ground', 'car', 'person', 'count:car', 'count:person']);
    const counts = csv.slice(1).map((line) => line.slice(-2).map(Number));
    const countIn = (frame: number, id: number): number =>
      thingsAt(frame).filter(({ classId }) => classId === id).length;
    expect(counts).toEqual(Array.from({ length: frames }, (_, frame) => [countIn(frame, 1), countIn(frame, 2)]));

    const mot = lines(await saved(page, 'tracks-csv')).map((line) => line.split(',').map(Number));
    // MOTChallenge counts frames and pixels from 1
    const boxes = mot.map(([frame = 0, , x = 0, y = 0, wide, high, , classId]) => [
      frame - 1,
      x - 1,
      y - 1,
      wide,
      high,
      classId,
    ]);
    const truth = Array.from({ length: frames }, (_, frame) =>
      thingsAt(frame).map((each) => [frame, each.x, each.y, each.width, each.height, each.classId]),
    );
    expect(sorted(boxes)).toEqual(sorted(truth.flat()));

    const { tracks } = JSON.parse((await saved(page, 'tracks-json')).toString()) as {
      tracks: { track: number; class: string; places: { frame: number; area: number }[] }[];
    };
    const numbered = (number: number): number[] =>
      mot.filter(([, track]) => track === number).map(([frame = 0]) => frame - 1);
    expect(sorted(tracks.map(({ places }) => places.length))).toEqual(sorted([4, 6, 8, 12]));
    for (const { track, places } of tracks) expect(places.map(({ frame }) => frame)).toEqual(numbered(track));

    const json = JSON.parse((await saved(page, 'json')).toString()) as {
      frames: { instances: { id: number; track: number; area: number }[] }[];
    };
    const coco = unzipSync(await saved(page, 'panoptic'));
    const [name = ''] = Object.keys(coco).filter((each) => each.endsWith('panoptic.json'));
    const { annotations } = JSON.parse(new TextDecoder().decode(coco[name])) as {
      annotations: { image_id: number; segments_info: { area: number; track_id?: number }[] }[];
    };
    for (const { image_id, segments_info } of annotations) {
      const things = segments_info.flatMap(({ area, track_id }) => (track_id ? [[track_id, area]] : []));
      expect(sorted(things)).toEqual(sorted(json.frames[image_id]!.instances.map(({ track, area }) => [track, area])));
    }
    const before = await texts(page, 'pp-tracks tbody tr:not(.space)');
    await page.reload();
    await page.getByText(`All ${frames} frames analysed`).waitFor({ timeout: 60_000 });
    await expect.poll(() => texts(page, 'pp-tracks tbody tr:not(.space)')).toEqual(before);
    expect(lines(await saved(page, 'tracks-csv')).map((line) => line.split(',').map(Number))).toEqual(mot);
  });

  it('are not offered of a model that has none, and the page says why', async () => {
    const query = 'model=/own/plain.json&backend=wasm&video=/drive.mp4';
    const { page } = await openApp({ path: PATH, query: `${query}&labelling=panoptic`, prepare });
    await page
      .getByRole('alert')
      .filter({ hasText: 'The labelling cannot be “panoptic”: none of the classes' })
      .waitFor();
    expect(await page.getByRole('combobox', { name: 'Labelling' }).isDisabled()).toBe(true);
    await page.getByText('There is nothing to be told apart: none of the classes').waitFor();
    const usual = new URL(page.url());
    usual.searchParams.delete('labelling');
    await page.goto(usual.href);
    await page.getByText(`All ${frames} frames analysed`).waitFor({ timeout: 60_000 });
    expect(
      await page.locator('pp-exports button').evaluateAll((all) => all.map((each) => (each as HTMLButtonElement).name)),
    ).toEqual(['csv', 'json', 'report', 'label-maps', 'panoptic', 'mp4', 'webm']);
    await page.locator('pp-query input').fill('count(car) > 0');
    await page.getByText('has no class of things').waitFor();
    expect(await rows(page).count()).toBe(0);
  });
});
