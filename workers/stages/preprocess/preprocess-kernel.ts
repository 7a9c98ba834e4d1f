import type { Size } from '../../../src/core/geometry/fit.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import { parseColour } from '../../../src/core/labels/palette.ts';
import { axisTable } from '../../gpu/axis-table.ts';
import { createBuffers, type Buffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import type { PictureKind } from '../../gpu/picture/picture.ts';
import { toChannels } from './channels.ts';
import { createGrid, type Grid } from './grid.ts';
import code from './preprocess.wgsl?raw';

export interface PreprocessKernel {
  /**
   * Fills the model's input, and `luma` (0 to 255) beside it.
   * @param picture the bind group of the frame
   * @param source size of the picture's texels
   * @param shown size of the frame as shown, which decides its shape under `letterbox` and `cover`
   */
  run(pass: GPUComputePassEncoder, picture: GPUBindGroup, source: Size, shown: Size): void;
  destroy(): void;
}

export interface PreprocessTargets {
  readonly input: GPUBuffer;
  readonly luma: GPUBuffer;
}

interface Fitted {
  readonly grid: Grid;
  readonly buffers: Buffers;
  readonly group: GPUBindGroup;
}

/** Where the parameters lie in the uniform, in words. */
const WINDOW = 0;
const GAIN = 4;
const BIAS = 8;
const OFFSET = 12;
const BAR = 16;

export async function createPreprocessKernel(
  device: GPUDevice,
  spec: InputSpec,
  { input, luma }: PreprocessTargets,
  kind: PictureKind,
): Promise<PreprocessKernel> {
  const { width, height } = spec;
  const { colours, step, grey, alpha } = toChannels(spec);
  const kernel = await createKernel(device, {
    label: `Preprocess.${kind.name}`,
    code: kind.code + code,
    bindings: ['uniform', 'read', 'read', 'write', 'write'],
    picture: kind.layout,
    constants: { width, height, stride: step, channels: grey ? 1 : alpha ? 4 : 3 },
  });
  const own = createBuffers(device);
  const params = own.uniform('Preprocess.params', 20);
  const bar = parseColour(spec.fit.colour);
  colours.forEach(({ gain, bias, offset }, channel) => {
    params.f[GAIN + channel] = gain;
    params.f[BIAS + channel] = bias;
    params.u[OFFSET + channel] = offset;
    params.f[BAR + channel] = bar[channel]! * gain + bias;
  });
  if (alpha) {
    params.u[OFFSET + 3] = alpha.offset;
    params.f[BAR + 3] = alpha.value;
  }
  let fitted: Fitted | null = null;

  return {
    run(pass, picture, source, shown) {
      if (!fitted?.grid.fits(source, shown)) fitted = fit(source, shown);
      kernel.dispatch(withPicture(pass, picture), fitted.group, width, height);
    },
    destroy() {
      fitted?.buffers.destroy();
      own.destroy();
    },
  };

  function fit(source: Size, shown: Size): Fitted {
    fitted?.buffers.destroy();
    const grid = createGrid(spec, source, shown);
    const buffers = createBuffers(device);
    const columns = buffers.filled('Preprocess.columns', axisTable(grid.columns));
    const rows = buffers.filled('Preprocess.rows', axisTable(grid.rows));
    params.u.set([grid.window.x, grid.window.y, grid.window.width, grid.window.height], WINDOW);
    params.flush();
    return { grid, buffers, group: kernel.group(params.buffer, columns, rows, input, luma) };
  }
}

function withPicture(pass: GPUComputePassEncoder, picture: GPUBindGroup): GPUComputePassEncoder {
  pass.setBindGroup(1, picture);
  return pass;
}
