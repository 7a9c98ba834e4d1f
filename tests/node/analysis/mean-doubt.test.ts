import { expect, it } from 'vitest';
import { meanDoubt } from '../../../src/core/labels/mean-doubt.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { columnsOf } from '../../../src/core/manifest/tasks.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';

function planes(kind: Scores['kind'], width: number, height: number, classes: number, data: number[]): Scores {
  return { width, height, classes, kind, data: Float32Array.from(data), classStride: width * height, pixelStride: 1 };
}

const all = (width: number, height: number) => ({ x: 0, y: 0, width, height });

it('is the mean of 1 − confidence, of probabilities and of logits', () => {
  const probabilities = planes('probabilities', 2, 1, 2, [0.9, 0.4, 0.1, 0.6]);
  expect(meanDoubt(probabilities, all(2, 1))).toBeCloseTo((0.1 + 0.4) / 2);
  const logits = planes('logits', 2, 1, 2, [Math.log(9), Math.log(4), 0, Math.log(6)]);
  expect(meanDoubt(logits, all(2, 1))).toBeCloseTo((0.1 + 0.4) / 2);
  expect(meanDoubt(planes('binary', 2, 1, 2, [0.2, 0.5]), all(2, 1))).toBeCloseTo((0.2 + 0.5) / 2);
  expect(meanDoubt(planes('ids', 2, 1, 3, [2, 0]), all(2, 1))).toBe(0);
});

it('leaves out what lies beside the frame, and is a number for a model that says none', () => {
  const beside = planes('probabilities', 3, 1, 2, [0.5, 1, 0.5, 0.5, 0, 0.5]);
  expect(meanDoubt(beside, { x: 1, y: 0, width: 1, height: 1 })).toBe(0);
  expect(meanDoubt(planes('probabilities', 1, 1, 2, [NaN, NaN]), all(1, 1))).toBe(1);
});

it('looks at some thousand places of a large grid, which stand for the rest', () => {
  const [width, height] = [400, 300];
  const data = new Array<number>(2 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const sure = at % width < width / 4 ? 1 : 0.6;
    data[at] = sure;
    data[at + width * height] = 1 - sure;
  }
  expect(meanDoubt(planes('probabilities', width, height, 2, data), all(width, height))).toBeCloseTo(0.3, 2);
});

it('is a column of the analysis where a manifest asks for it', () => {
  const manifest = {
    id: 'taught',
    title: 'Taught',
    licence: 'Apache-2.0',
    origin: 'made here',
    file: 'taught.onnx',
    sha256: 'a'.repeat(64),
    bytes: 1,
    input: { name: 'input', width: 64, height: 32 },
    output: { name: 'output', kind: 'logits' },
    classes: [{ id: 0, name: 'road', colour: '#804080' }],
  };
  expect(columnsOf(parseManifest(manifest), 'semantic')).toEqual([]);
  expect(columnsOf(parseManifest({ ...manifest, doubt: true }), 'semantic')).toEqual(['doubt:mean']);
  expect(() => parseManifest({ ...manifest, doubt: 'much' })).toThrow(/"doubt"/);
});
