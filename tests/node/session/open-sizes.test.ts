import { describe, expect, it } from 'vitest';
import { openSizes } from '../../../workers/runtimes/ort/open-sizes.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';

const fileOf = (...shape: (number | string)[]): Uint8Array =>
  onnxFile({ inputs: [{ name: 'x', shape }], outputs: [{ name: 'y', shape }], nodes: [] });

describe('the sizes that a file leaves open', () => {
  it('are the input’s, by the names that the file has for them', () => {
    expect(openSizes(fileOf('N', 3, 'h', 'w'), { x: [1, 3, 20, 30] })).toEqual({ N: 1, h: 20, w: 30 });
    expect(openSizes(fileOf('N', 'c', 'side', 'side'), { x: [1, 3, 20, 20] })).toEqual({ N: 1, c: 3, side: 20 });
  });

  it('stay open where they have no name, or one for two sizes', () => {
    expect(openSizes(fileOf('', 3, 'h', ''), { x: [1, 3, 20, 30] })).toEqual({ h: 20 });
    expect(openSizes(fileOf('N', 3, 'any', 'any'), { x: [1, 3, 20, 30] })).toEqual({ N: 1 });
  });

  it('stay open where the file has another shape, or no such input, or is no model', () => {
    expect(openSizes(fileOf('N', 3, 'h', 'w'), { x: [1, 20, 30, 3] })).toEqual({});
    expect(openSizes(fileOf(3, 'h', 'w'), { x: [1, 3, 20, 30] })).toEqual({});
    expect(openSizes(fileOf('N', 3, 'h', 'w'), { other: [1, 3, 20, 30] })).toEqual({});
    expect(openSizes(new Uint8Array(100).fill(255), { x: [1] })).toEqual({});
  });
});
