import { readFile } from 'node:fs/promises';
import proto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { depthsOf, evenly, withOutputs } from '../../../src/core/onnx/depths.ts';
import { onnxOutline } from '../../../src/core/onnx/onnx-outline.ts';
import { busiest } from '../../../workers/learn/busiest.ts';

const model = (id: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../models/dist/${id}.onnx`, import.meta.url));

describe('the depths of a network', () => {
  it.each([
    ['driving-street', [2, 4, 8, 16, 32]],
    ['selfie', [2, 4, 8, 16]],
    ['selfie-landscape', [2, 4, 8, 16]],
  ])('%s has one a scale, finest first', async (id, strides) => {
    const depths = depthsOf(await model(id), 'input');
    expect(depths.map(({ stride }) => stride)).toEqual(strides);
    expect(evenly(depths, 4)).toHaveLength(4);
  });

  it('are added to its outputs by a field behind the file, and nothing of it changes', async () => {
    const file = await model('selfie');
    const names = depthsOf(file, 'input').map(({ name }) => name);
    const whole = withOutputs(file, names);
    expect(whole.subarray(0, file.length)).toEqual(new Uint8Array(file));
    // as the runtime merges what comes twice; this decoder takes the later one alone
    const added = proto.onnx.ModelProto.decode(whole.subarray(file.length));
    expect(added.graph?.output?.map(({ name, type }) => [name, type?.tensorType?.elemType])).toEqual(
      names.map((name) => [name, 1]),
    );
    expect([...onnxOutline(whole)!.outputs.keys()]).toEqual([...onnxOutline(file)!.outputs.keys(), ...names]);
  });

  it('are none where no scale is left', async () => {
    expect(depthsOf(await model('tiny'), 'input')).toEqual([]);
    expect(depthsOf(await model('selfie'), 'nothing')).toEqual([]);
  });

  it('are chosen evenly', () => {
    expect(evenly([1, 2, 3, 4, 5], 4)).toEqual([1, 2, 4, 5]);
    expect(evenly([1, 2], 4)).toEqual([1, 2]);
  });
});

describe('the maps of a depth', () => {
  const data = Float32Array.from([5, 5, 5, 5, 0, 1, 2, 4, -8, 0, 0, 8]);

  it('are those in which most is going on, each from its least to its greatest value', () => {
    const maps = busiest({ type: 'float32', dims: [1, 3, 2, 2], data }, 8, 2);
    expect(maps).toMatchObject({ stride: 8, width: 2, height: 2, channels: 3 });
    expect(maps.shown.map(({ channel, values }) => [channel, ...values])).toEqual([
      [2, 0, 128, 128, 255],
      [1, 0, 64, 128, 255],
    ]);
  });

  it('leave a flat channel out, however many were asked for', () => {
    expect(busiest({ type: 'float32', dims: [1, 3, 2, 2], data }, 8, 9).shown).toHaveLength(2);
  });

  it('may have their channels last', () => {
    const last = Float32Array.from([5, 0, 5, 1, 5, 2, 5, 4]);
    const { shown, channels } = busiest({ type: 'float32', dims: [1, 2, 2, 2], data: last }, 2, 4, true);
    expect(channels).toBe(2);
    expect(shown.map(({ channel }) => channel)).toEqual([1]);
  });
});
