import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FIRST_CHOICE, sameFigures, type JobChoice } from '../../../src/apps/analyst/choice.ts';
import { keyOf } from '../../../src/apps/analyst/job-key.ts';
import { parseManifest, type ModelManifest, type ModelSpec } from '../../../src/core/manifest/manifest.ts';

const SOURCE = { name: 'drive.mp4', blob: null, url: 'https://example.org/drive.mp4', handle: null };
const INFO = { width: 640, height: 360, start: 0, duration: 2, frameCount: 60, codec: 'avc1.42001e' };
const VIDEO = { info: INFO, timestamps: new Float64Array(60) };

function model(sha: string, changes: Partial<ModelManifest> = {}): ModelSpec {
  return parseManifest({
    id: 'road',
    title: 'Road',
    licence: 'Apache-2.0',
    origin: 'made here',
    file: 'road.onnx',
    sha256: sha.repeat(64),
    bytes: 1234,
    input: { name: 'input', width: 64, height: 32 },
    output: { name: 'output', kind: 'logits' },
    classes: [
      { id: 0, name: 'road', colour: '#804080' },
      { id: 1, name: 'car', colour: '#00008e' },
    ],
    ...changes,
  });
}

const key = (choice: Partial<JobChoice>, first = model('a'), second: ModelSpec | null = null): Promise<string> =>
  keyOf(SOURCE, { ...FIRST_CHOICE, ...choice }, { model: first, ensemble: second }, VIDEO);

describe('where an analysis is kept', () => {
  it('is where earlier versions kept it', async () => {
    const { start: _, ...facts } = INFO;
    const text = JSON.stringify([[SOURCE.url], facts, 'a'.repeat(64), 1, 'own']);
    expect(await key({})).toBe(createHash('sha256').update(text).digest('hex').slice(0, 32));
  });

  it('is another place for each option that changes its figures', async () => {
    const kept = await Promise.all([
      key({}),
      key({ every: 5 }),
      key({ every: { perSecond: 5 } }),
      key({ refine: false }),
      key({ refine: { closing: 2 } }),
      key({ mirror: true }),
      key({ ensemble: 'other' }, model('a'), model('b')),
      key({ ensemble: 'other' }, model('a'), model('c')),
      key({ ensemble: 'other', mirror: true }, model('a'), model('b')),
      key({}, model('d')),
    ]);
    expect(new Set(kept).size).toBe(kept.length);
    expect(await key({ backend: 'wasm', mirror: false, labelsStart: 1 })).toBe(kept[0]);
  });

  it('is another place where the manifest of a model of one’s own has changed, but for names and colours', async () => {
    const own = { model: 'https://example.org/road.json' };
    const before = await key(own);
    expect(await key(own, model('a', { refine: { closing: 2 } }))).not.toBe(before);
    expect(await key(own, model('a', { input: { name: 'input', width: 64, height: 32, scale: 1 } }))).not.toBe(before);
    const classes = model('a').classes.map((each) => ({ ...each, colour: '#123456' }));
    expect(await key(own, model('a', { title: 'Roads', classes }))).toBe(before);
  });
});

it('what is open already is found again by all that changes its figures', () => {
  const others: Partial<JobChoice>[] = [
    { model: 'tiny' },
    { every: 2 },
    { refine: false },
    { mirror: true },
    { ensemble: 'driving-street' },
  ];
  for (const other of others) expect(sameFigures(FIRST_CHOICE, { ...FIRST_CHOICE, ...other })).toBe(false);
  const same = {
    ...FIRST_CHOICE,
    backend: 'wasm',
    labelsStart: 1,
    mirror: false,
    refine: undefined,
    ensemble: undefined,
  } as const;
  expect(sameFigures(FIRST_CHOICE, same)).toBe(true);
});
