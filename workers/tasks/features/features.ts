import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { amissIn, type Scores } from '../../../src/core/labels/scores.ts';
import { UNTAUGHT } from '../../../src/core/teaching/head.ts';
import { checkPicture, fixedDims, notAsSaid, numbersOf } from '../ports.ts';
import type { Feed, Task } from '../task.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { channelsOf, FEATURES, finestStride, type FeaturesSpec } from './manifest.ts';

/** A trunk with a head whose weights it is fed. Its first classes are those of the manifest; the rest is unused room. */
export const features: Task<FeaturesSpec, null, null> = {
  reads: ({ features: { maps, head } }) => [
    { name: head.scores, whole: false },
    ...maps.map(({ output }) => ({ name: output, whole: false, ofHeads: true })),
  ],
  feeds,
  checkPorts({ inputs, outputs }, spec) {
    const { maps, head } = spec.features;
    checkPicture(inputs, spec.input, feeds(spec));
    const grid = finestStride(spec.features);
    const shapes = [
      ...maps.map(({ output, channels, stride }) => ({ name: output, channels, stride })),
      { name: head.scores, channels: head.classes, stride: grid },
    ];
    for (const { name, channels, stride } of shapes) {
      const port = numbersOf(outputs, name, 'features');
      const expected = [1, channels, ...gridOf(spec, stride)];
      const dims = fixedDims(port);
      if (port.type !== 'float32')
        throw notAsSaid(`its output "${name}" holds ${port.type}, where features are float32`);
      if (dims && dims.join() !== expected.join()) throw notAsSaid(shapeOf(name, dims, expected));
    }
  },
  decode: (spec, tensors) => ({ scores: scoresOf(spec, tensors[spec.features.head.scores]), extra: null }),
  averagingObstacle: () => null,
  outputs: FEATURES.outputs,
  maps: () => ({}),
  createLayer: ({ classes }) => classLayer(classes),
};

/** Height and width of a map. */
export function gridOf({ input }: Pick<FeaturesSpec, 'input'>, stride: number): [number, number] {
  return [Math.ceil(input.height / stride), Math.ceil(input.width / stride)];
}

/** All pixels are of the first class until a head is taught. */
function feeds({ features: { maps, head }, classes }: FeaturesSpec): Readonly<Record<string, Feed>> {
  const channels = channelsOf({ maps });
  const bias = new Float32Array(head.classes).fill(0, 0, 1).fill(UNTAUGHT, 1);
  if (classes.length > 1) bias.fill(0, 0, classes.length);
  return {
    [head.weights]: { dims: [head.classes, channels], data: new Float32Array(head.classes * channels) },
    [head.bias]: { dims: [head.classes], data: bias },
  };
}

function scoresOf(spec: FeaturesSpec, tensor: Tensor | undefined): Scores {
  const { head } = spec.features;
  const expected = [1, head.classes, ...gridOf(spec, finestStride(spec.features))];
  const [, , height = 0, width = 0] = expected;
  if (!tensor || !(tensor.data instanceof Float32Array) || tensor.dims.join() !== expected.join()) {
    const what = tensor ? shapeOf(head.scores, tensor.dims, expected) : `the model gives no output "${head.scores}"`;
    throw new PerPixelError(
      'model-invalid',
      `The model does not do what its manifest says: ${what}.`,
      'Correct "features" in the manifest.',
    );
  }
  const classes = spec.classes.length;
  const data = tensor.data.subarray(0, classes * width * height);
  const kind = 'logits';
  return {
    width,
    height,
    classes,
    kind,
    data,
    amiss: amissIn(kind, data),
    classStride: width * height,
    pixelStride: 1,
  };
}

function shapeOf(name: string, dims: readonly number[], expected: readonly number[]): string {
  return `its output "${name}" has the shape [${dims.join(', ')}], the manifest says [${expected.join(', ')}]`;
}
