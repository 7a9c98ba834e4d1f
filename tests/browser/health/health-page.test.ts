import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import '../../../src/apps/kiosk/health/health-page.ts';
import { HealthLog } from '../../../src/apps/kiosk/health/log/health-log.ts';
import type { HealthEntry } from '../../../src/apps/kiosk/supervisor/health.ts';
import { expectAccessible, find, findAll, mount, textIn, textOf } from '../ui/fixture.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOTHING = 'Nothing of this kind in this time.';

afterEach(async () => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  await deleteDB('perpixel-health');
});

/** Two hours of a screen whose camera failed once, an hour ago. */
function twoHours(now: number): HealthEntry[] {
  const from = now - 2 * HOUR;
  const samples = Array.from({ length: 59 }, (_, i): HealthEntry => {
    const minutes = (i + 1) * 2;
    const time = from + minutes * MINUTE;
    return { kind: 'sample', time, frames: minutes * 1800, fps: 30, frameTime: 12, heap: 200e6 + i * 1e6 };
  });
  const broke = now - HOUR;
  return [
    { kind: 'started', time: from, version: '0.1.0', reason: 'opened' },
    { kind: 'state', time: from + 2000, state: 'live', from: 'starting' },
    ...samples,
    { kind: 'fault', time: broke, fault: 'camera', detail: 'The camera was unplugged.' },
    { kind: 'state', time: broke, state: 'recovering', from: 'live' },
    { kind: 'remedy', time: broke + 1, remedy: 'restart-source', fault: 'camera' },
    { kind: 'recovered', time: broke + 2400, after: 2400 },
    { kind: 'state', time: broke + 2400, state: 'live', from: 'recovering' },
  ];
}

async function logged(entries: readonly unknown[]): Promise<void> {
  const log = new HealthLog({ events: 1e5, samples: 1e5, sampleEvery: 0, sampleAge: 1e12 });
  for (const entry of entries) log.append(entry as HealthEntry);
  await log.close();
}

type Page = HTMLElementTagNameMap['pp-health'];

async function open(): Promise<Page> {
  const page = await mount('pp-health');
  const stage = page.parentElement as HTMLElement;
  Object.assign(stage.style, { width: '900px', height: 'auto' });
  await expect.poll(() => page.shadowRoot?.textContent).not.toContain('Reading the log');
  return page;
}

function tile(page: Page, name: string): string {
  const found = findAll(page, '.tiles div').find((each) => each.querySelector('dt')?.textContent === name);
  return textOf(found?.querySelector('dd'));
}

const events = (page: Page): HTMLElement => find(page, 'pp-health-events');
const rows = (page: Page): string[] => findAll(events(page), 'tbody tr').map((row) => textOf(row.lastElementChild));

async function choose(page: Page, filter: string): Promise<void> {
  const select = find<HTMLSelectElement>(events(page), 'select');
  select.value = filter;
  select.dispatchEvent(new Event('change'));
  await (events(page) as HTMLElementTagNameMap['pp-health-events']).updateComplete;
}

function button(page: Page, name: string): HTMLButtonElement {
  const found = findAll(page, 'button').find((each) => textOf(each) === name);
  if (!found) throw new Error(`no button “${name}”`);
  return found as HTMLButtonElement;
}

/** What a click on it has the browser save. */
async function saved(press: HTMLElement): Promise<{ readonly name: string; readonly text: string }> {
  let name = '';
  const blobs: Blob[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    name = this.download;
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:';
  });
  press.click();
  return { name, text: await (blobs[0]?.text() ?? '') };
}

describe('the health page', () => {
  it('answers how the screen of this machine has been', async () => {
    await logged(twoHours(Date.now()));
    const page = await open();
    expect(textIn(page, '.presence')).toMatch(/^Heard of .+ ago: live$/);
    expect(textIn(page, '.verdict')).toBe('Labels were seen for 99.938 % of the 2 h that it ran.');
    expect(tile(page, 'It ran')).toBe('2 h');
    expect(tile(page, 'Frames labelled')).toBe(new Intl.NumberFormat().format(118 * 1800));
    expect(tile(page, 'Something went wrong')).toBe('1');
    expect(tile(page, 'Back after')).toBe('2.4 s');
    expect(textIn(page, 'table[aria-labelledby="faults"] tbody')).toMatch(/^The camera failed 1 2\.4 s 2\.4 s /);
    expect(textIn(page, 'table[aria-labelledby="remedies"] tbody')).toBe('Opened the source 1');
  });

  it('calls neither a start nor a night’s sleep a fault, and tells of no memory that nobody measured', async () => {
    const now = Date.now();
    await logged([
      { time: now - HOUR, kind: 'started', version: '0.1.0', reason: 'opened' },
      { time: now - HOUR + 1, kind: 'remedy', remedy: 'restart-source', fault: 'start' },
      { time: now - HOUR + 2400, kind: 'recovered', after: 2400 },
      { time: now - HOUR + 2400, kind: 'state', state: 'live', from: 'starting' },
      { time: now - 9 * MINUTE, kind: 'fault', fault: 'slept', detail: 'no timer ran for 3000 s' },
      { time: now - MINUTE, kind: 'sample', frames: 9, fps: 30, frameTime: 12, heap: null },
    ]);
    const page = await open();
    expect(tile(page, 'Something went wrong')).toBe('0');
    expect(textIn(page, '.facts')).toContain('the machine slept 1 time');
    const kinds = findAll(events(page), 'tbody .kind').map(textOf);
    expect(kinds).toEqual(['Machine', 'State', 'First frame', 'Start']);
    expect(rows(page)).toContain('The first labelled frame came after 2.4 s.');
    const curve = find(find(page, 'pp-health-curves'), '.chart');
    expect(curve.getAttribute('aria-label')).toBe('Memory: this browser does not tell');
  });

  it('shows no empty curves and no count of frames before the first sample', async () => {
    const now = Date.now();
    await logged([
      { time: now - 9000, kind: 'started', version: '0.1.0', reason: 'opened' },
      { time: now - 8000, kind: 'state', state: 'live', from: 'starting' },
    ]);
    const page = await open();
    expect(tile(page, 'Frames labelled')).toBe('–');
    expect(findAll(page, 'pp-health-curves')).toHaveLength(0);
    expect(page.shadowRoot?.textContent).toMatch(/Nothing was measured in this time/);
  });

  it('draws three curves that say in words how they go', async () => {
    await logged(twoHours(Date.now()));
    const page = await open();
    const curves = find(page, 'pp-health-curves');
    await expect.poll(() => curves.shadowRoot?.querySelectorAll('.chart canvas').length).toBe(3);
    const said = findAll(curves, '.chart').map((each) => each.getAttribute('aria-label'));
    expect(said[0]).toBe('Memory: median 229 MB; from 207 MB to 252 MB within a run: growing');
    expect(said[1]).toBe('Time for a frame: median 12 ms; from 12 ms to 12 ms within a run: steady');
  });

  it('lists what happened in sentences, newest first, with the exact time', async () => {
    const now = Date.now();
    await logged(twoHours(now));
    const page = await open();
    expect(rows(page)).toEqual([
      'Live (before: putting something right).',
      'Labelled frames flow after 2.4 s.',
      'Opened the source, because: the camera failed.',
      'Putting something right (before: live).',
      'The camera failed: The camera was unplugged.',
      'Live (before: starting).',
      'The page was opened, version 0.1.0.',
    ]);
    expect(findAll(events(page), 'time')[1]?.title).toBe(new Date(now - HOUR + 2400).toISOString());
  });

  it('shows one kind alone, and goes to a moment that is picked', async () => {
    const now = Date.now();
    await logged(twoHours(now));
    const page = await open();
    await choose(page, 'fault');
    expect(rows(page)).toEqual(['The camera failed: The camera was unplugged.']);
    await choose(page, 'update');
    expect(rows(page)).toEqual([NOTHING]);
    await choose(page, 'events');
    find<HTMLElementTagNameMap['pp-health-curves']>(page, 'pp-health-curves').onPick(now - HOUR);
    await expect.poll(() => findAll(events(page), '[aria-current="true"]').length).toBe(1);
    expect(textIn(events(page), '[aria-current="true"]')).toContain('Putting something right');
  });

  it('looks at the time that is chosen', async () => {
    await logged(twoHours(Date.now() - 30 * MINUTE));
    const page = await open();
    expect(textIn(page, '.presence')).toMatch(/^Not heard of for 3[0-9] min$/);
    find<HTMLInputElement>(page, 'input[value="hour"]').click();
    await page.updateComplete;
    expect(tile(page, 'Something went wrong')).toBe('0');
    expect(tile(page, 'It ran')).toMatch(/^2[6-8] min$/);
    expect(rows(page)).toEqual([NOTHING]);
  });

  it('follows a kiosk in another tab, and loses neither filter nor focus by it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    await logged(twoHours(Date.now()));
    const page = await open();
    await choose(page, 'fault');
    const select = find<HTMLSelectElement>(events(page), 'select');
    select.focus();
    await logged([{ kind: 'fault', time: Date.now(), fault: 'worker', detail: 'no answer for 900 ms' }]);
    vi.advanceTimersByTime(10_000);
    await expect.poll(() => rows(page)[0]).toBe('The worker stopped: no answer for 900 ms.');
    expect(select.value).toBe('fault');
    expect(events(page).shadowRoot?.activeElement).toBe(select);
  });

  it('takes the log away as a file, and shows such a file as one', async () => {
    const entries = twoHours(Date.now() - 100 * 24 * HOUR);
    await logged(entries);
    const page = await open();
    const { name, text } = await saved(button(page, 'Export'));
    expect(name).toMatch(/^perpixel-health-\d{4}-.*\.json$/);
    expect(JSON.parse(text)).toMatchObject({ format: 'perpixel-health', version: 1 });
    expect((JSON.parse(text) as { entries: unknown[] }).entries).toHaveLength(entries.length);
    button(page, 'Clear the log').click();
    button(page, 'Keep it').click();
    await logged([{ kind: 'started', time: Date.now(), version: '0.1.0', reason: 'opened' }]);
    await page.open(new File([text], 'museum.json'));
    await page.updateComplete;
    expect(textIn(page, '.file')).toMatch(/^A file, not this machine: museum\.json, exported /);
    expect(tile(page, 'Something went wrong')).toBe('1');
    expect(rows(page)).toHaveLength(7);
    expect(button(page, 'Clear the log').disabled).toBe(true);
    button(page, 'Back to this machine').click();
    await expect.poll(() => rows(page)).toEqual(['The page was opened, version 0.1.0.']);
  });

  it('takes a file that is dropped anywhere', async () => {
    const page = await open();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File(['{"format":"perpixel-health","version":1,"exported":"2026-11-03","entries":[]}'], 'a.json'),
    );
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    await expect.poll(() => page.shadowRoot?.textContent).toContain('The file holds no lines');
  });

  it('says what is wrong with a file and goes on showing what it showed', async () => {
    await logged(twoHours(Date.now()));
    const page = await open();
    await page.open(new File(['{"format":"perpixel-health","vers'], 'torn.json'));
    await page.updateComplete;
    expect(textIn(page, '[role="alert"]')).toBe(
      '“torn.json”: The file is no JSON, or only a part of one. Export the log again and copy the whole file.',
    );
    expect(rows(page)).toHaveLength(7);
  });

  it('reads the rest of a damaged log, and says how much it could not', async () => {
    await logged([...twoHours(Date.now()), { kind: 'fault', time: 5 }, { kind: 'hologram', time: 7 }]);
    const page = await open();
    expect(textIn(page, '.notice')).toBe('2 lines could not be read: damaged, or written by another version.');
    expect(rows(page)).toHaveLength(7);
  });

  it('clears the log once that is confirmed', async () => {
    await logged(twoHours(Date.now()));
    const page = await open();
    button(page, 'Clear the log').click();
    const dialog = find<HTMLDialogElement>(page, 'dialog');
    expect(dialog.open).toBe(true);
    dialog.querySelectorAll('button')[1]?.click();
    await expect.poll(() => page.shadowRoot?.textContent).toContain('No kiosk has run here yet');
    expect(dialog.open).toBe(false);
    expect(await new HealthLog().rows()).toEqual([]);
  });

  it('says how to start a kiosk where none ever ran', async () => {
    const page = await open();
    expect(textIn(page, '.none h2')).toBe('No kiosk has run here yet');
    expect(find<HTMLAnchorElement>(page, '.none a').getAttribute('href')).toBe('./?kiosk');
    expect(button(page, 'Export').disabled).toBe(true);
    expect(button(page, 'Clear the log').disabled).toBe(true);
    await expectAccessible(page);
  });

  it('says so where the browser keeps nothing, and still opens files', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    const page = await open();
    expect(textIn(page, '.none h2')).toBe('This browser keeps nothing for this page');
    expect(button(page, 'Open a file').disabled).toBe(false);
    await expectAccessible(page);
  });

  it('has nothing for axe to find, in light and in dark', async () => {
    await logged(twoHours(Date.now()));
    const page = await open();
    await page.open(new File(['nothing'], 'torn.json'));
    await page.updateComplete;
    await expectAccessible(page);
  });

  it('shows a full log at once, a page of rows at a time', async () => {
    const now = Date.now();
    const full: HealthEntry[] = [
      ...Array.from({ length: 5000 }, (_, i): HealthEntry => ({
        kind: 'fault',
        time: now - i * 2 * MINUTE,
        fault: 'camera',
        detail: `number ${i}`,
      })),
      ...Array.from({ length: 5040 }, (_, i): HealthEntry => ({
        kind: 'sample',
        time: now - i * 2 * MINUTE,
        frames: (5040 - i) * 3600,
        fps: 30,
        frameTime: 12,
        heap: 2e8,
      })),
    ];
    await new HealthLog().rows();
    const db = await openDB('perpixel-health');
    const write = db.transaction(['events', 'samples'], 'readwrite');
    for (const entry of full) {
      if (entry.kind === 'sample') void write.objectStore('samples').put(entry, entry.time);
      else void write.objectStore('events').add(entry);
    }
    await write.done;
    db.close();
    // what the machine at hand takes to read it
    const start = performance.now();
    await new HealthLog().rows();
    const began = performance.now();
    const page = await open();
    find<HTMLInputElement>(page, 'input[value="all"]').click();
    await page.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await expect.poll(() => find(page, 'pp-health-curves').shadowRoot?.querySelectorAll('canvas').length).toBe(3);
    const took = performance.now() - began;
    expect(took).toBeLessThan(Math.max(1500, 6 * (began - start)));
    expect(rows(page)).toHaveLength(100);
    expect(textIn(events(page), '[role="status"]')).toBe(`1 to 100 of ${new Intl.NumberFormat().format(5000)}`);
    const older = findAll(events(page), 'nav button')[1];
    older?.click();
    await expect.poll(() => rows(page)[0]).toContain('number 100.');
    expect(rows(page)).toHaveLength(100);
    find<HTMLElementTagNameMap['pp-health-curves']>(page, 'pp-health-curves').onPick(now - 2000 * 2 * MINUTE);
    await expect
      .poll(() => findAll(events(page), '[aria-current="true"]').map(textOf).join())
      .toMatch(/number 2000\.$/);
    const { top, bottom } = find(events(page), '[aria-current="true"]').getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(innerHeight);
  });
});
