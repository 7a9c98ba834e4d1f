import type { InferenceSession } from 'onnxruntime-web';
import type { TensorPort } from '../../../src/core/tensor/tensor.ts';

export function portsOf(metadata: readonly InferenceSession.ValueMetadata[]): TensorPort[] {
  return metadata.map((each) =>
    each.isTensor
      ? { name: each.name, type: each.type, dims: each.shape.map((size) => (isKnown(size) ? size : size || '?')) }
      : { name: each.name, type: 'no tensor', dims: [] },
  );
}

function isKnown(size: number | string): size is number {
  return typeof size === 'number' && size >= 0;
}
