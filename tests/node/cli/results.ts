import { mkdir } from 'node:fs/promises';
import { FORMAT, type Facts, type Making } from '../../../src/cli/results/facts.ts';
import type { JournalFrame } from '../../../src/cli/results/journal.ts';
import { placesOf } from '../../../src/cli/results/places.ts';
import { resultKey } from '../../../src/cli/results/result-key.ts';
import { joinRun } from '../../../src/cli/results/run-file.ts';
import { writeResult } from '../../../src/cli/results/write-result.ts';

export const MAKING: Making = {
  model: { id: 'drive', title: 'Drive', licence: 'none', sha256: 'a'.repeat(64), manifest: 'b'.repeat(64) },
  ensemble: null,
  options: { every: 1, refine: false, mirror: false, labelling: 'panoptic' },
  classes: [
    { name: 'road', colour: '#808080', thing: false },
    { name: 'car', colour: '#2040c0', thing: true },
    { name: 'traffic "sign"', colour: '#c0c000', thing: false },
  ],
  columns: ['count:car'],
};

/** A frame at ten a second, of which a quarter or more is road. `null` was lost. */
export function frameAt(index: number, car: number | null, cars = 0): JournalFrame {
  const lost = car === null;
  const instances = Array.from({ length: cars }, (_, i) => ({
    id: i + 1,
    track: i + 1,
    classId: 1,
    score: 0.5,
    box: { x: 0, y: 0, width: 4, height: 2 },
    area: 8,
  }));
  return {
    index,
    time: index / 10,
    width: lost ? 0 : 64,
    height: lost ? 0 : 32,
    shares: lost ? null : [...Float32Array.of(1 - car, car, 0)],
    columns: lost ? null : [cars],
    confidence: lost ? null : 0.75,
    instances: lost ? null : instances,
    note: null,
  };
}

export function factsOf(name: string, frames: readonly JournalFrame[], making = MAKING): Omit<Facts, 'totals'> {
  const video = { name, bytes: name.length, fingerprint: 'c'.repeat(64) };
  return {
    format: FORMAT,
    perpixel: '0.0.0',
    key: resultKey(making, video),
    ...making,
    video: {
      ...video,
      width: 64,
      height: 32,
      start: 0,
      duration: frames.length / 10,
      frameCount: frames.length,
      codec: 'avc1',
    },
    runtime: { backend: 'cpu', versions: {} },
    rows: frames.length,
    lost: frames.filter(({ shares }) => !shares).map(({ index }) => index),
    note: null,
  };
}

/** Lays down a video's result, as `perpixel label` does. */
export async function layResult(out: string, name: string, frames: readonly JournalFrame[]): Promise<void> {
  await mkdir(out, { recursive: true });
  await joinRun(out, MAKING, [name]);
  await writeResult(placesOf(out, name), 'parquet', factsOf(name, frames), frames);
}
