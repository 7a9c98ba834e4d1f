import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { openNamed } from '../../../workers/model/named-ports.ts';
import type { LoadedRuntime, Session, SessionOptions } from '../../../workers/runtimes/port.ts';

const one: Tensor = { type: 'float32', dims: [1], data: Float32Array.of(1) };

describe('a file that has other names for its ports', () => {
  const told: unknown[] = [];
  const session: Session = {
    inputs: [{ name: 'input_1', type: 'float32', dims: [1] }],
    outputs: ['activation_10', 'same'].map((name) => ({ name, type: 'float32', dims: [1] })),
    async run(inputs, outputs) {
      told.push([inputs, outputs]);
      return { activation_10: one };
    },
    close: async () => undefined,
  };
  const runtime: Pick<LoadedRuntime, 'open'> = {
    async open(_content, options) {
      told.push(options);
      return session;
    },
  };
  const options: SessionOptions = { device: null, inputs: { input: [1] }, outputs: ['output', 'same'] };
  const content = { id: 'mine', bytes: new Uint8Array(), external: [] };

  it('is opened and run by those of the manifest', async () => {
    const opened = await openNamed(
      runtime,
      { ...content, ports: { input: 'input_1', output: 'activation_10' } },
      options,
    );
    expect(told.pop()).toMatchObject({ inputs: { input_1: [1] }, outputs: ['activation_10', 'same'] });
    expect(opened.inputs.map(({ name }) => name)).toEqual(['input']);
    expect(opened.outputs.map(({ name }) => name)).toEqual(['output', 'same']);
    const inputs = { input: one };
    expect(await opened.run(inputs, ['output'])).toEqual({ output: one });
    expect(told).toEqual([[{ input_1: one }, ['activation_10']]]);
    await opened.run(inputs);
    const [first, second] = told as [Record<string, unknown>, undefined][];
    // the same object costs the runtime nothing to look at
    expect(second?.[0]).toBe(first?.[0]);
  });

  it('is left alone where it has the same', async () => {
    expect(await openNamed(runtime, content, options)).toBe(session);
  });
});
