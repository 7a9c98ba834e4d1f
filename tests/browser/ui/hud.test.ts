import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { LatencyRecorder } from '../../../src/core/metrics/metrics.ts';
import type { PipelineInfo } from '../../../src/protocol/live.ts';
import { Ring } from '../../../src/elements/hud/ring.ts';
import '../../../src/elements/hud/hud.ts';
import { expectAccessible, find, findAll, heard, mount, textIn, textOf } from './fixture.ts';

const info: PipelineInfo = {
  model: parseManifest({
    id: 'tiny',
    title: 'Tiny',
    licence: 'Apache-2.0',
    origin: '',
    file: 'tiny.onnx',
    sha256: '0'.repeat(64),
    bytes: 1,
    input: { name: 'input', width: 32, height: 16 },
    output: { name: 'output', kind: 'logits' },
    classes: [
      { id: 0, name: 'background', colour: '#000000' },
      { id: 1, name: 'person', colour: '#ffffff' },
    ],
  }),
  backend: 'wasm',
  runtime: 'ort',
  ensemble: null,
  reason: 'There is no GPU here.',
  adapter: 'CPU with SIMD',
  threads: 2,
};

function reported({ glassToGlass = null as number | null } = {}) {
  const recorder = new LatencyRecorder();
  const timings = { capture: 0.5, preprocess: 2, inference: 14.2, postprocess: 4, refine: 2, composite: 100 };
  for (let frame = 0; frame < 11; frame++) recorder.record(timings, frame * 40, glassToGlass);
  recorder.drop(3);
  return recorder.report({ backend: 'wasm', runtime: 'ort', model: 'tiny', adapter: 'CPU with SIMD' }, 400);
}

const painted = (hud: Element): number => {
  const canvas = find(find(hud, 'pp-sparkline'), 'canvas') as HTMLCanvasElement;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return pixels.filter((value, index) => index % 4 === 3 && value > 200).length;
};
/** The panel, once its curve is drawn: what draws it comes by itself. */
async function mountDrawn() {
  const hud = await mount('pp-hud');
  await expect.poll(() => findAll(find(hud, 'pp-sparkline'), 'canvas')).toHaveLength(1);
  return hud;
}

describe('the HUD', () => {
  it('shows frames a second, the median frame and the dropped frames', async () => {
    const hud = await mount('pp-hud', { report: reported(), info });
    expect(findAll(hud, '.readouts dd').map((each) => textOf(each))).toEqual(['25.0', '123 ms', '3']);
  });

  it('prefers the number of dropped frames that it is given', async () => {
    const hud = await mount('pp-hud', { report: reported(), dropped: 9 });
    expect(textOf(findAll(hud, '.readouts dd')[2])).toBe('9');
  });

  it('says why frames were dropped and what is amiss', async () => {
    const quality = { level: 1, note: 'Edges are drawn less finely.' };
    const report = { ...reported(), droppedBy: { newer: 3, failed: 2 }, note: 'Frames are drawn on the CPU.', quality };
    const hud = await mount('pp-hud', { report, expanded: true });
    expect(textIn(hud, '.facts')).toContain('3 for newer ones, 2 lost with a device or worker');
    expect(textIn(hud, '.facts')).toContain('Edges are drawn less finely.');
    expect(textIn(hud, '.facts')).toContain('Frames are drawn on the CPU.');
  });

  it('lists each stage in order with its percentiles, then the total', async () => {
    const hud = await mount('pp-hud', { report: reported({ glassToGlass: 61.4 }), expanded: true });
    const rows = findAll(hud, 'tbody tr').map((row) => textOf(row));
    expect(rows.slice(0, 3)).toEqual([
      'capture 0.50 0.50 0.50',
      'preprocess 2.00 2.00 2.00',
      'inference 14.2 14.2 14.2',
    ]);
    expect(rows.slice(-2)).toEqual(['total 123 123 123', 'glass to glass 61.4 61.4 61.4']);
  });

  it('has no glass-to-glass time for a file', async () => {
    const hud = await mount('pp-hud', { report: reported() });
    expect(textOf(findAll(hud, 'tbody tr').at(-1))).toBe('glass to glass – – –');
  });

  it('names backend, threads, adapter and the reason for the backend', async () => {
    const hud = await mount('pp-hud', { info });
    expect(textIn(hud, '.chip')).toBe('WASM · 2 threads');
    expect(textIn(hud, '.facts')).toContain('CPU with SIMD');
    expect(textIn(hud, '.facts')).toContain('There is no GPU here.');
  });

  it('unfolds its details by keyboard or when told to', async () => {
    const hud = await mount('pp-hud', { report: reported(), info });
    const details = find<HTMLDetailsElement>(hud, 'details');
    expect(details.open).toBe(false);
    find(hud, 'summary').click();
    expect(details.open).toBe(true);
  });

  it('asks for the statistics', async () => {
    const hud = await mount('pp-hud', { expanded: true });
    const requests = heard('pp-request-stats');
    find(hud, 'button').click();
    expect(requests).toEqual([null]);
  });

  it('draws the frame times a moment after they were pushed', async () => {
    const hud = await mountDrawn();
    const before = painted(hud);
    for (let frame = 0; frame < 300; frame++) hud.push(20 + (frame % 20));
    expect(painted(hud)).toBe(before);
    await expect.poll(() => painted(hud)).toBeGreaterThan(before + 100);
    expect(textIn(find(hud, 'pp-sparkline'), '.scale')).toBe('max 39.0 ms');
  });

  it('writes the longest frame beside the drawing, where no line runs through it', async () => {
    const hud = await mountDrawn();
    const sparkline = find<HTMLElementTagNameMap['pp-sparkline']>(hud, 'pp-sparkline');
    hud.push(28);
    await expect.poll(() => textIn(sparkline, '.scale')).toBe('max 28.0 ms');
    const [words, drawing] = ['.scale', 'canvas'].map((each) => find(sparkline, each).getBoundingClientRect());
    expect(words?.bottom).toBeLessThanOrEqual(drawing?.top ?? 0);
  });

  it('becomes narrower with its place, the drawing too', async () => {
    const hud = await mount('pp-hud');
    const home = hud.parentElement;
    if (home) Object.assign(home.style, { display: 'grid', width: '240px' });
    const right = (): number => find(find(hud, 'pp-sparkline'), '.plot').getBoundingClientRect().right;
    await expect.poll(right).toBeLessThanOrEqual(home?.getBoundingClientRect().right ?? 0);
  });

  it('draws in the colours of the other scheme as soon as it changes, though no frame comes', async () => {
    const hud = await mountDrawn();
    const line = find(find(hud, 'pp-sparkline'), 'canvas') as HTMLCanvasElement;
    const before = painted(hud);
    for (let frame = 0; frame < 240; frame++) hud.push(30);
    await expect.poll(() => painted(hud)).toBeGreaterThan(before + 100);
    const light = line.toDataURL();
    document.documentElement.style.colorScheme = 'dark';
    await expect.poll(() => line.toDataURL()).not.toBe(light);
  });

  it('leaves nothing in the document once it is gone, and draws again when it comes back', async () => {
    const hud = await mount('pp-hud');
    const home = hud.parentElement;
    hud.remove();
    expect(findAll(find(hud, 'pp-sparkline'), '.uplot')).toEqual([]);
    hud.push(30);
    home?.append(hud);
    await expect.poll(() => findAll(find(hud, 'pp-sparkline'), '.uplot')).toHaveLength(1);
  });

  it('is accessible before the first frame and while running', async () => {
    await expectAccessible(await mount('pp-hud', { expanded: true }));
    await expectAccessible(await mount('pp-hud', { report: reported(), info, expanded: true }));
  });
});

describe('a ring', () => {
  it('keeps the newest values in order', () => {
    const ring = new Ring(3);
    [1, 2, 3, 4].forEach((each) => ring.push(each));
    expect(ring.values).toEqual([2, 3, 4]);
    expect(ring.largest).toBe(4);
  });

  it('holds null where nothing came yet', () => {
    const ring = new Ring(3);
    ring.push(7);
    expect(ring.values).toEqual([null, null, 7]);
  });
});
