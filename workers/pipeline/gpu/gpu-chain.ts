import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, placeOn, type Size } from '../../../src/core/geometry/fit.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { UNREFINED } from '../../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { createBuffers, type Buffers } from '../../gpu/buffers.ts';
import { labelWords } from '../../gpu/label-words.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import { createConfidenceKernel, createProbabilitiesKernel } from '../../stages/confidence/confidence-kernel.ts';
import { createForegroundKernel } from '../../stages/foreground/foreground-kernel.ts';
import { keptClasses } from '../../stages/foreground/foreground.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import { createTemporalSmoothingKernel } from '../../stages/temporal-smoothing/temporal-smoothing-kernel.ts';
import { STAGES } from '../stages.ts';
import { stageKernelOf } from './stage-kernels.ts';

/** From a model's output to a label map, on the GPU: the twin of the CPU's postprocessing. */
export interface GpuChain {
  readonly shape: GridShape;
  /** Confidence and entropy of each pixel of the grid, interleaved. */
  readonly confidence: GPUBuffer;
  /** The model's scores, smoothed over time, planar. */
  readonly scores: GPUBuffer;
  /** How probably each of the grid's pixels is in front, 0 to 1. */
  readonly foreground: GPUBuffer;
  /** Those of every class, which stages change. */
  readonly probabilities: GPUBuffer;
  /** Two words: scores so far that were no number, and probabilities outside 0 to 1. */
  readonly amiss: GPUBuffer;
  /** Readies the chain for frames and label maps of these sizes. @param kind of the picture */
  fit(frame: Size, labels: Size, kind: PictureKind, refine: RefineOptions | false): Promise<Fit>;
  /**
   * @param tensor the model's output
   * @param measure runs on the probabilities while they are the model's own
   */
  encode(
    passes: Passes,
    tensor: GPUBuffer,
    picture: BoundPicture,
    refine: RefineOptions | false,
    measure?: { run(pass: GPUComputePassEncoder): void },
  ): void;
  reset(): void;
  destroy(): void;
}

export interface ChainOptions {
  readonly spec: ModelSpec;
  readonly shape: GridShape;
  /** Luma of the model's input. */
  readonly luma: GPUBuffer;
}

export async function createGpuChain(device: GPUDevice, { spec, shape, luma }: ChainOptions): Promise<GpuChain> {
  checkRoom(device, shape);
  const temporal = await createTemporalSmoothingKernel(device, { shape, input: spec.input, luma });
  const scores = await createProbabilitiesKernel(device, shape, temporal.scores);
  const { probabilities } = scores;
  const buffers = createBuffers(device);
  const ids = buffers.storage('GpuChain.ids', pixelsOf(shape));
  const shared = { shape, input: spec.input, luma, keep: temporal.keep, probabilities, ids };
  const [confidence, foreground, ...kernels] = await Promise.all([
    createConfidenceKernel(device, shape, probabilities),
    createForegroundKernel(device, shape, probabilities, keptClasses(spec.classes)),
    ...STAGES.map(({ name }) => stageKernelOf(name)?.(device, shared) ?? null),
  ]);
  const stages = STAGES.flatMap(({ timing, isOn }, index) => {
    const kernel = kernels[index];
    return kernel ? [{ timing, isOn, kernel }] : [];
  });
  let fitted: { readonly fit: Fit; readonly labels: Buffers } | null = null;

  return {
    shape,
    confidence: confidence.confidence,
    scores: temporal.scores,
    foreground: foreground.probability,
    amiss: temporal.amiss,
    probabilities,
    async fit(frame, labels, kind, refine) {
      const fit = fitFor(frame, labels);
      for (const { isOn, kernel } of stages) if (kernel.fit && isOn(refine || UNREFINED)) await kernel.fit(fit, kind);
      return fit;
    },
    encode(passes, tensor, picture, refine, measure) {
      const options = refine || UNREFINED;
      const { temporal: strength = 0 } = options;
      temporal.run(passes.in(strength > 0 ? 'refine' : 'postprocess'), tensor, strength);
      scores.run(passes.in('postprocess'));
      confidence.run(passes.in('postprocess'));
      foreground.run(passes.in('postprocess'));
      measure?.run(passes.in('postprocess'));
      for (const { timing, isOn, kernel } of stages) {
        if (isOn(options)) kernel.run(passes.in(timing), picture, options);
      }
    },
    reset: () => temporal.reset(),
    destroy() {
      for (const each of [temporal, scores, confidence, foreground, buffers]) each.destroy();
      for (const { kernel } of stages) kernel.destroy();
      fitted?.labels.destroy();
    },
  };

  function fitFor(frame: Size, size: Size): Fit {
    if (fitted && isSameSize(fitted.fit.frame, frame) && isSameSize(fitted.fit.size, size)) return fitted.fit;
    fitted?.labels.destroy();
    const own = createBuffers(device);
    const labels = own.storage('GpuChain.labels', labelWords(shape.classes, pixelsOf(size)));
    const placement = placeOn(spec.input, frame, shape);
    const fit = { labels, size, frame, placement, grid: bilinearGrid(shape, placement, size) };
    fitted = { fit, labels: own };
    return fit;
  }
}

/** @throws Error where the device has no buffer for a plane a class: a clause that reads on from “since” */
function checkRoom({ limits }: GPUDevice, { width, height, classes }: GridShape): void {
  const bytes = 4 * width * height * classes;
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  if (bytes <= most) return;
  const room = `${Math.floor(most / 2 ** 20)} MiB in one buffer`;
  throw new Error(
    `the scores of ${classes} classes at ${width} × ${height} are more than the graphics adapter takes (${room})`,
  );
}
