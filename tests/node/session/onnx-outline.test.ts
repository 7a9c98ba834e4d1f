import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../src/core/media/model-file-kind.ts';
import { handedOn } from '../../../src/core/onnx/handed-on.ts';
import { onnxOutline } from '../../../src/core/onnx/onnx-outline.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';

const file = onnxFile({
  inputs: [{ name: 'x', shape: [1] }],
  outputs: [{ name: 'y', shape: [1] }],
  nodes: [
    { op: 'Conv', inputs: ['x', 'a'], output: 't', attributes: { pads: [1, 1] } },
    { op: 'Own', domain: 'my.domain', inputs: ['t', 'b'], output: 'y' },
  ],
  constants: {
    a: { shape: [1], values: [1], external: { file: 'weights/a.bin', offset: 0 } },
    b: { shape: [1], values: [1], external: { file: 'weights/a.bin', offset: 4 } },
    c: { shape: [1], values: [1], external: { file: 'c.bin', offset: 0 } },
    d: { shape: [1], values: [1] },
  },
});

describe('the outline of an ONNX file', () => {
  it('says what it needs', () => {
    const outline = onnxOutline(file);
    expect([...(outline?.opsets ?? [])]).toEqual([['', 13]]);
    expect([...(outline?.operators ?? [])]).toEqual([
      ['Conv', ''],
      ['Own', 'my.domain'],
    ]);
    expect(outline?.external).toEqual(['weights/a.bin', 'c.bin']);
    expect([outline?.whole, outline?.halves]).toEqual([true, false]);
    const half = onnxFile({ inputs: [], outputs: [{ name: 'y', type: 'float16', shape: ['n'] }], nodes: [] });
    expect(onnxOutline(half)?.halves).toBe(true);
  });

  it('says how large its inputs are, and what it calls sizes that it leaves open', () => {
    const open = onnxFile({ inputs: [{ name: 'x', shape: ['batch', 3, 'height', ''] }], outputs: [], nodes: [] });
    expect([...(onnxOutline(open)?.inputs ?? [])]).toEqual([['x', ['batch', 3, 'height', null]]]);
  });

  it('of one of ours needs no other file', () => {
    const outline = onnxOutline(readFileSync(new URL('../../../models/driving/driving.onnx', import.meta.url)));
    expect(outline).toMatchObject({ external: [], whole: true });
    expect(outline?.operators.has('Conv')).toBe(true);
  });

  it('is not thrown off by a file that is cut off or none', () => {
    for (let end = 0; end < file.length; end += 7) expect(onnxOutline(file.slice(0, end))?.whole ?? false).toBe(false);
    expect(onnxOutline(new TextEncoder().encode('<!doctype html>'))).toBeNull();
    expect(onnxOutline(new Uint8Array(100).fill(255))).toBeNull();
  });
});

it('an output that is another value under another name is told from one that is computed', () => {
  const port = (name: string) => ({ name, shape: [1] });
  const made = onnxFile({
    inputs: [port('x')],
    outputs: [port('same'), port('other'), port('computed')],
    nodes: [
      { op: 'Reshape', inputs: ['x', 'shape'], output: 'inner' },
      { op: 'Relu', inputs: ['inner'], output: 'computed' },
      { op: 'Flatten', inputs: ['computed'], output: 'other' },
      { op: 'Identity', inputs: ['x'], output: 'same' },
    ],
    constants: { shape: { shape: [1], type: 'int64', values: [1] } },
  });
  expect([...handedOn(made)]).toEqual(['other', 'same']);
  expect(() => handedOn(made.slice(0, -3))).toThrow();
});

describe('a file that is no model', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  it.each([
    [new Uint8Array(), 'empty'],
    [text('\n <!DOCTYPE html>'), 'a web page'],
    [text('<html lang="en">'), 'a web page'],
    [text('version https://git-lfs.github.com/spec/v1\n'), 'a Git LFS pointer, not the file that it stands for'],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), 'packed with gzip'],
    [text('PK\u0003\u0004\u0014'), 'a zip (PyTorch’s own checkpoints are such)'],
    [text('\u001c\u0000\u0000\u0000TFL3'), 'a TensorFlow Lite model'],
    [text('{"id": "mine"}'), 'JSON'],
    [file, null],
    [text('hello'), null],
  ])('is called what it is: %#', (bytes, kind) => expect(fileKind(bytes)).toBe(kind));
});
