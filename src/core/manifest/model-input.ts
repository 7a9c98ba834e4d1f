import { CHANNELS, type InputSpec } from './base.ts';

/** What frames are prepared into: a model's input, in its own layout. Halves are made of floats on the way. */
export type InputArray = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

export function inputDims({ layout, width, height, colour }: InputSpec): number[] {
  const channels = CHANNELS[colour];
  return layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
}

export function createInput(input: InputSpec): InputArray {
  const size = inputDims(input).reduce((product, each) => product * each, 1);
  return input.type === 'uint8' ? new Uint8Array(size) : new Float32Array(size);
}
