import { describe, expect, it } from 'vitest';
import type { LatencyReport } from '../../../src/core/metrics/metrics.ts';
import { gpuOptions } from '../../bench/gpu/options.ts';
import { textOf, type GpuReport } from '../../bench/gpu/report.ts';

const all = { p50: 1, p95: 2, p99: 3 };

const stream: LatencyReport = {
  frames: 100,
  dropped: 0,
  droppedBy: { newer: 0, failed: 0 },
  fps: 30,
  stages: { capture: all, preprocess: all, inference: all, postprocess: all, refine: all, composite: all },
  timedBy: 'timestamps',
  total: all,
  glassToGlass: null,
  backend: 'webgpu',
  runtime: 'ort',
  model: 'selfie',
  adapter: 'some',
  copiesPerFrame: 0,
  readbacksPerFrame: 0,
  note: null,
  sampled: null,
};

const report: GpuReport = {
  date: '2026-11-30',
  commit: 'abc1234',
  machine: '16 × CPU',
  browser: 'Chrome/156',
  adapter: {
    vendor: 'nvidia',
    architecture: 'hopper',
    device: '',
    description: '',
    software: false,
    float16: true,
    timestamps: true,
    webgl: 'ANGLE',
  },
  segments: [
    {
      width: 640,
      height: 480,
      ways: [
        { way: 'webgpu', times: [2, 2, 2, 2, 2], failed: null, agreement: 0.9999 },
        { way: 'wasm', times: [8, 8, 8, 8, 8], failed: null, agreement: null },
        { way: 'vision', times: [], failed: 'no | context', agreement: null },
      ],
    },
    { failed: 'the page went away' },
  ],
  streams: [
    { what: 'camera', seconds: 10, fps: 30, report: stream, madePerFrame: 0.5, held: [56, 56] },
    { what: 'street', failed: 'it labelled nothing' },
  ],
};

describe('the report of a graphics adapter', () => {
  it('names the adapter, and holds our WebGPU against each other way', () => {
    const text = textOf(report);
    expect(text).toContain('Adapter: nvidia, hopper, with `shader-f16`');
    expect(text).toContain('| 640×480 | perpixel, WASM | 8.00 | 0.25 (0.25 to 0.25) | – |');
    expect(text).not.toContain('software');
  });

  it('says why something could not be measured, in a cell of its table', () => {
    const text = textOf(report);
    expect(text).toContain('| 640×480 | tasks-vision, GPU (WebGL) | failed: no   context | – | – |');
    expect(text).toContain('| – | the page went away | – | – | – |');
    expect(text).toContain('| street | failed: it labelled nothing |');
  });

  it('says of a software adapter that it is none', () => {
    const text = textOf({ ...report, adapter: { ...report.adapter, software: true } });
    expect(text).toContain('These are no figures of a GPU.');
    expect(text).toContain('Not tried: the tuner leaves software adapters out.');
  });
});

describe('its command', () => {
  it('takes a browser, more of its flags, and how much is measured', () => {
    expect(gpuOptions(['--gpu', '--chromium', '/a', '--flag=--x', '--flag=--y', '--rounds', '5'])).toEqual({
      chromium: '/a',
      flags: ['--x', '--y'],
      software: false,
      rounds: 5,
      seconds: null,
      out: null,
    });
  });

  it('refuses what is no number, and what it does not know', () => {
    expect(() => gpuOptions(['--rounds', 'many'])).toThrow('--rounds is a whole number above 0, not “many”.');
    expect(() => gpuOptions(['--fast'])).toThrow('--fast');
  });
});
