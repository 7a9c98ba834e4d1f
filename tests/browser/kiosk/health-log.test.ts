import { deleteDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { HealthLog } from '../../../src/apps/kiosk/health/log/health-log.ts';
import type { HealthEntry } from '../../../src/apps/kiosk/supervisor/health.ts';
import { readLines, type HealthLine } from '../../../src/apps/kiosk/health/log/health-lines.ts';

const MINUTE = 60_000;
const LIMITS = { events: 60, samples: 20, sampleEvery: MINUTE, sampleAge: 1000 * MINUTE };

afterEach(() => deleteDB('perpixel-health'));

/** As the health page reads it. */
async function linesOf(log: HealthLog): Promise<readonly HealthLine[]> {
  return readLines((await log.rows()) ?? []).lines;
}

function fault(time: number): HealthEntry {
  return { kind: 'fault', time, fault: 'camera', detail: `at ${time}` };
}

function sample(time: number): HealthEntry {
  return { kind: 'sample', time, frames: time, fps: 30, frameTime: 12, heap: null };
}

it('is there again in the next page, in the order of time', async () => {
  const before = new HealthLog(LIMITS);
  before.append(sample(2 * MINUTE));
  before.append(fault(MINUTE));
  await before.close();
  const after = new HealthLog(LIMITS);
  expect(await linesOf(after)).toEqual([fault(MINUTE), sample(2 * MINUTE)]);
  await after.close();
});

it('keeps the newest lines and stays bounded, whatever comes', async () => {
  const log = new HealthLog(LIMITS);
  for (let i = 0; i < 400; i += 1) {
    log.append(fault(i * MINUTE));
    log.append(sample(i * MINUTE));
  }
  const lines = await linesOf(log);
  const count = (kind: HealthEntry['kind']): number => lines.filter((line) => line.kind === kind).length;
  // it looks at the size once in fifty lines
  expect(count('fault')).toBeLessThanOrEqual(LIMITS.events + 50);
  expect(count('sample')).toBeLessThanOrEqual(LIMITS.samples + 50);
  expect(lines.at(-1)?.time).toBe(399 * MINUTE);
  await log.close();
});

it('thins samples out, also when the clock is set back', async () => {
  const log = new HealthLog(LIMITS);
  for (const seconds of [0, 10, 59, 60, 61, 130]) log.append(sample(seconds * 1000));
  log.append(sample(5000));
  expect((await linesOf(log)).map(({ time }) => time / 1000)).toEqual([0, 5, 60, 130]);
  await log.close();
});

it('forgets everything when it is cleared, and goes on from there', async () => {
  const log = new HealthLog(LIMITS);
  log.append(fault(MINUTE));
  log.append(sample(MINUTE));
  await log.clear();
  expect(await linesOf(log)).toEqual([]);
  log.append(fault(2 * MINUTE));
  expect(await linesOf(log)).toEqual([fault(2 * MINUTE)]);
  await log.close();
});

it('costs nobody anything once closed', async () => {
  const log = new HealthLog(LIMITS);
  await log.close();
  log.append(fault(1));
  expect(await linesOf(log)).toEqual([]);
  await log.close();
});
