import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/core/manifest/format.ts';
import type { Device } from '../../../src/core/tuning/backend.ts';
import type { Runtime } from '../../../workers/runtimes/port.ts';
import { checkFormat, runtimeFor } from '../../../workers/runtimes/runtime-for.ts';

/** A line of the table as another library's would be. */
const line = (id: string, devices: readonly Device[], formats: readonly string[]): Runtime => ({
  id,
  version: '1',
  devices,
  formats,
  load: () => Promise.reject(new Error('This test loads nothing.')),
});
const TABLE = [line('first', ['cpu'], ['onnx']), line('second', ['cpu', 'gpu'], ['tflite', 'onnx'])];
const model = (file: string, format?: string) => ({ id: 'mine', file, format });

describe('a runtime for a model', () => {
  it('is the first that computes on the device and takes its format', () => {
    expect(runtimeFor(TABLE, 'cpu', model('a.onnx')).id).toBe('first');
    expect(runtimeFor(TABLE, 'cpu', model('a.tflite')).id).toBe('second');
    expect(runtimeFor(TABLE, 'gpu', model('a.bin')).id).toBe('second');
  });

  it('is missed in words, by format and by device', () => {
    expect(() => runtimeFor(TABLE, 'cpu', model('a', 'gguf'))).toThrow(
      /"mine" has the format “gguf”, and what can be run here is “onnx”, “tflite”/,
    );
    expect(() => runtimeFor([TABLE[0]!], 'gpu', model('a.onnx'))).toThrow(/on the GPU works here/);
    expect(() => checkFormat(TABLE[0]!, model('a.tflite'))).toThrow(/format “tflite”/);
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
