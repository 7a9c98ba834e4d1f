import { describe, expect, it } from 'vitest';
import { formatOf, formatsOf } from '../../../src/core/manifest/format.ts';
import type { RuntimeName } from '../../../src/core/tuning/runtime.ts';
import type { Device } from '../../../src/core/tuning/backend.ts';
import type { Runtime } from '../../../workers/runtimes/port.ts';
import { formatFor, runtimeFor } from '../../../workers/runtimes/runtime-for.ts';

/** A line of the table as another library's would be. */
const line = (id: RuntimeName, devices: readonly Device[], formats: readonly string[]): Runtime => ({
  id,
  version: '1',
  devices,
  formats,
  load: () => Promise.reject(new Error('This test loads nothing.')),
});
const TABLE = [line('ort', ['cpu'], ['onnx']), line('litert', ['cpu', 'gpu'], ['tflite', 'onnx'])];
const model = (...formats: string[]) => ({ id: 'mine', formats });

describe('a runtime for a model', () => {
  it('is the first that computes on the device and takes its format', () => {
    const found = (device: Device, ...formats: string[]) => {
      const { runtime, format } = runtimeFor(TABLE, device, model(...formats));
      return [runtime.id, format];
    };
    expect(found('cpu', 'onnx')).toEqual(['ort', 'onnx']);
    expect(found('cpu', 'tflite')).toEqual(['litert', 'tflite']);
    expect(found('gpu', 'onnx', 'tflite')).toEqual(['litert', 'onnx']);
    // the model's own format counts before others
    expect(found('cpu', 'tflite', 'onnx')).toEqual(['litert', 'tflite']);
  });

  it('is the one that is asked for, if it can be had', () => {
    expect(runtimeFor(TABLE, 'cpu', model('onnx', 'tflite'), 'litert').runtime.id).toBe('litert');
    expect(() => runtimeFor(TABLE, 'gpu', model('onnx'), 'ort')).toThrow(
      /ONNX Runtime does not run networks on the GPU/,
    );
    expect(() => runtimeFor(TABLE, 'cpu', model('tflite'), 'ort')).toThrow(
      /no file that ONNX Runtime takes \(“onnx”\)/,
    );
  });

  it('is missed in words, by format and by device', () => {
    expect(() => runtimeFor(TABLE, 'cpu', model('gguf'))).toThrow(
      /"mine" has the format “gguf”, and what can be run here is “onnx”, “tflite”/,
    );
    expect(() => runtimeFor([TABLE[0]!], 'gpu', model('onnx'))).toThrow(/on the GPU works here/);
    expect(() => formatFor(TABLE[0]!, model('tflite'))).toThrow(/format “tflite”/);
  });
});

describe('the format of a model’s file', () => {
  it.each([
    ['a.onnx', undefined, 'onnx'],
    ['https://x.test/A.TFLITE?v=2', undefined, 'tflite'],
    ['blob:https://x.test/1', undefined, 'onnx'],
    ['a.onnx', 'tflite', 'tflite'],
  ])('%s, called %s, is %s', (file, format, expected) => expect(formatOf({ file, format })).toBe(expected));
});

describe('the formats of a model', () => {
  const file = { file: 'a.onnx' };
  const lite = { file: 'a.tflite', format: 'tflite' };

  it('are its own file’s and those of the variants', () => {
    expect(formatsOf(file)).toEqual(['onnx']);
    expect(formatsOf({ ...file, variants: [{ file: 'b.onnx' }, lite] })).toEqual(['onnx', 'tflite']);
    expect(formatsOf({ ...lite, variants: [{ ...file, format: 'onnx' }] })).toEqual(['tflite', 'onnx']);
  });

  it('are those that all of its parts can be had in', () => {
    const both = { ...file, variants: [lite] };
    expect(formatsOf({ ...both, heads: file })).toEqual(['onnx']);
    expect(formatsOf({ ...both, heads: both, networks: [both] })).toEqual(['onnx', 'tflite']);
    expect(formatsOf({ ...both, heads: both, networks: [both, file] })).toEqual(['onnx']);
  });
});
