import { OPTIONS, paddingCode, TRANSPOSE_CONV } from '../tflite/schema.ts';
import { expect, wholesOf, type Emitter } from './context.ts';
import { kernelOf } from './convolution.ts';
import { CHANNELS_LAST } from './order.ts';

/** ONNX's weights of a transposed convolution, IOHW, as TFLite has them. */
const OHWI = [1, 2, 3, 0] as const;

/** ConvTranspose: TRANSPOSE_CONV of everything that the kernel reaches, and a SLICE of it where the file cuts some off. */
export const transposeConvolution: Emitter = (node, context) => {
  expect(node, 'group', [1]);
  expect(node, 'auto_pad', ['NOTSET']);
  const [input = '', kernel = '', bias] = node.inputs;
  const { tensor, sizes } = context.map(input);
  const [n, , height, width] = sizes;
  const { shape } = context.floats(kernel);
  const [, outputs = 0, kernelH = 0, kernelW = 0] = shape;
  const [strideH = 1, strideW = 1] = wholesOf(node, 'strides') ?? [];
  if ((wholesOf(node, 'dilations') ?? []).some((each) => each !== 1)) throw new Error('dilations are not supported');
  if (node.attributes['output_shape'] !== undefined) throw new Error('output_shape is not supported');
  const [top = 0, left = 0, bottom = 0, right = 0] = wholesOf(node, 'pads') ?? [];
  const [moreH = 0, moreW = 0] = wholesOf(node, 'output_padding') ?? [];
  const out = [
    (height - 1) * strideH + kernelH - top - bottom + moreH,
    (width - 1) * strideW + kernelW - left - right + moreW,
  ] as const;
  // what comes out whole: places that no kernel reaches, which hold the bias alone, as well
  const whole = [
    Math.max(top + out[0], (height - 1) * strideH + kernelH),
    Math.max(left + out[1], (width - 1) * strideW + kernelW),
  ] as const;
  const { draft } = context;
  const [weights, offset] = kernelOf(context, { kernel, bias, order: OHWI, outputs });
  const operator = {
    type: 'TRANSPOSE_CONV',
    version: 3,
    inputs: [draft.wholes([4], [n, whole[0], whole[1], outputs]), weights, tensor, offset],
    options: {
      union: OPTIONS.transposeConv,
      fields: [
        [TRANSPOSE_CONV.padding, 'int8', paddingCode('VALID')],
        [TRANSPOSE_CONV.strideW, 'int32', strideW],
        [TRANSPOSE_CONV.strideH, 'int32', strideH],
      ],
    },
  } as const;
  const made = [n, outputs, ...out];
  if (String(whole) === String(out)) return context.emit(node, made, CHANNELS_LAST, operator);
  const full = draft.add({ ...operator, output: draft.computed([n, ...whole, outputs]) });
  const [begin, size] = [draft.wholes([4], [0, top, left, 0]), draft.wholes([4], [n, ...out, outputs])];
  context.emit(node, made, CHANNELS_LAST, { type: 'SLICE', inputs: [full, begin, size] });
};
