import { mkdir } from 'node:fs/promises';
import { FORMAT, type Facts, type Making } from '../../src/cli/results/facts.ts';
import type { JournalFrame } from '../../src/cli/results/journal.ts';
import { placesOf } from '../../src/cli/results/places.ts';
import { resultKey } from '../../src/cli/results/result-key.ts';
import { joinRun } from '../../src/cli/results/run-file.ts';
import { writeResult } from '../../src/cli/results/write-result.ts';
import { randomly } from '../fixtures/randomly.ts';

const CLASSES = [
  'sky',
  'building',
  'pole',
  'road',
  'pavement',
  'tree',
  'traffic sign',
  'fence',
  'car',
  'pedestrian',
  'bicyclist',
];
const MAKING: Making = {
  model: { id: 'drive', title: 'Drive', licence: 'none', sha256: 'a'.repeat(64), manifest: 'b'.repeat(64) },
  ensemble: null,
  options: { every: 1, refine: false, mirror: false, labelling: 'semantic' },
  classes: CLASSES.map((name) => ({
    name,
    colour: '#808080',
    thing: ['car', 'pedestrian', 'bicyclist'].includes(name),
  })),
  columns: ['count:car', 'count:pedestrian', 'count:bicyclist'],
};

/** Results of drives that never were: shares that wander, things that come and go. */
export async function layDrives(folder: string, videos: number, frames: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = Array.from({ length: videos }, (_, i) => `drives/${String(i).padStart(4, '0')}.mp4`);
  await joinRun(folder, MAKING, names);
  for (const [seed, name] of names.entries()) {
    const rows = drive(seed, frames);
    await writeResult(placesOf(folder, name), 'parquet', factsOf(name, frames), rows);
  }
}

/** Everything wanders between its bounds; what is below nothing is out of sight. */
function drive(seed: number, frames: number): JournalFrame[] {
  const random = randomly(seed + 1);
  // small things are out of sight most of the time
  const levels = CLASSES.map((_, id) => random() * 0.1 - (id > 5 ? 0.06 : 0.03));
  const counts = [0, 0, 0];
  return Array.from({ length: frames }, (_, index) => {
    const raw = levels.map((level, id) => {
      levels[id] = Math.min(id > 5 ? 0.05 : 0.12, Math.max(-0.08, level + (random() - 0.5) * 0.01));
      return Math.max(0, level);
    });
    const road = 0.3 + 2 * levels[3]!;
    const rest = raw.reduce((sum, each) => sum + each, 0) || 1;
    const shares = [...Float32Array.from(raw, (each, id) => (id === 3 ? road : ((1 - road) * each) / rest))];
    if (index % 20 === 0) counts.forEach((_each, place) => (counts[place] = Math.floor(random() * 5)));
    return {
      index,
      time: index / 30,
      width: 1280,
      height: 720,
      shares,
      columns: [...counts],
      confidence: Math.fround(0.8 + 0.2 * random()),
      instances: null,
      note: null,
    };
  });
}

function factsOf(name: string, frames: number): Omit<Facts, 'totals'> {
  const video = { name, bytes: 0, fingerprint: 'c'.repeat(64) };
  return {
    format: FORMAT,
    perpixel: '0.0.0',
    key: resultKey(MAKING, video),
    ...MAKING,
    video: { ...video, width: 1280, height: 720, start: 0, duration: frames / 30, frameCount: frames, codec: 'avc1' },
    runtime: { backend: 'cpu', versions: {} },
    rows: frames,
    lost: [],
    note: null,
  };
}
