import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, placeOn, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import type { GridShape } from '../../gpu/grid-shape.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import { createArgmaxKernel } from '../../stages/argmax/argmax-kernel.ts';
import { createConfidenceKernel, createProbabilitiesKernel } from '../../stages/confidence/confidence-kernel.ts';
import { createForegroundKernel } from '../../stages/foreground/foreground-kernel.ts';
import { keptClasses } from '../../stages/foreground/foreground.ts';
import { createGuidedFilterKernel, type GuidedFilterKernel } from '../../stages/guided-filter/guided-filter-kernel.ts';
import { createMorphologyKernel } from '../../stages/morphology/morphology-kernel.ts';
import { createSmallRegionsKernel } from '../../stages/small-regions/small-regions-kernel.ts';
import { createTemporalSmoothingKernel } from '../../stages/temporal-smoothing/temporal-smoothing-kernel.ts';
import { createUpsampleKernel, type UpsampleKernel } from '../../stages/upsample/upsample-kernel.ts';

/** From a model's output to a label map, on the GPU: the labeller's twin. */
export interface GpuChain {
  readonly shape: GridShape;
  /** Confidence and entropy of each pixel of the grid, interleaved. */
  readonly confidence: GPUBuffer;
  /** The model's scores, smoothed over time, planar. */
  readonly scores: GPUBuffer;
  /** 0 to 1, of the grid's pixels. */
  readonly foreground: GPUBuffer;
  /** Two words: scores so far that were no number, and probabilities outside 0 to 1. */
  readonly amiss: GPUBuffer;
  /** Readies the chain for frames and label maps of these sizes. @param kind of picture that guides edges; null: none does */
  fit(frame: Size, labels: Size, kind: PictureKind | null): Promise<Fitted>;
  /** @param tensor the model's output */
  encode(passes: Passes, tensor: GPUBuffer, picture: BoundPicture, refine: RefineOptions | false): void;
  reset(): void;
  destroy(): void;
}

/** What depends on the frame's size. */
export interface Fitted {
  /** Four to a word. */
  readonly labels: GPUBuffer;
  readonly size: Size;
  readonly frame: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
}

export interface ChainOptions {
  readonly spec: ModelSpec;
  readonly shape: GridShape;
  /** Luma of the model's input. */
  readonly luma: GPUBuffer;
}

export async function createGpuChain(device: GPUDevice, { spec, shape, luma }: ChainOptions): Promise<GpuChain> {
  const temporal = await createTemporalSmoothingKernel(device, { shape, input: spec.input, luma });
  const scores = await createProbabilitiesKernel(device, shape, temporal.scores);
  const { probabilities } = scores;
  const [confidence, morphology, argmax, foreground] = await Promise.all([
    createConfidenceKernel(device, shape, probabilities),
    createMorphologyKernel(device, shape, probabilities),
    createArgmaxKernel(device, shape, probabilities),
    createForegroundKernel(device, shape, probabilities, keptClasses(spec.classes)),
  ]);
  const regions = await createSmallRegionsKernel(device, shape, { ids: argmax.ids, probabilities });
  let upsample: UpsampleKernel | null = null;
  let guided: GuidedFilterKernel | null = null;
  let guidedKey = '';
  let fitted: (Fitted & { readonly grid: BilinearGrid }) | null = null;

  return {
    shape,
    confidence: confidence.confidence,
    scores: temporal.scores,
    foreground: foreground.opacity,
    amiss: temporal.amiss,
    async fit(frame, labels, kind) {
      const current = fitted && isSameSize(fitted.frame, frame) && isSameSize(fitted.size, labels) ? fitted : null;
      const next = current ?? (await refit(frame, labels));
      if (kind && (!current || guidedKey !== kind.name)) await guide(next, kind);
      return next;
    },
    encode(passes, tensor, picture, refine) {
      const { temporal: strength = 0, closing = 0, opening = 0, minRegion = 0, guided: edges = false } = refine || {};
      temporal.run(passes.in(strength > 0 ? 'refine' : 'postprocess'), tensor, strength);
      scores.run(passes.in('postprocess'));
      confidence.run(passes.in('postprocess'));
      foreground.run(passes.in('postprocess'));
      if (closing > 0 || opening > 0) morphology.run(passes.in('refine'), closing, opening);
      argmax.run(passes.in('postprocess'));
      if (minRegion > 1) regions.run(passes.in('refine'), minRegion);
      if (edges && guided) guided.run(passes.in('refine'), picture.group(), picture.size, edges);
      else upsample?.run(passes.in('postprocess'));
    },
    reset: () => temporal.reset(),
    destroy() {
      for (const stage of [temporal, scores, confidence, morphology, argmax, foreground, regions]) stage.destroy();
      upsample?.destroy();
      guided?.destroy();
    },
  };

  async function refit(frame: Size, labels: Size): Promise<Fitted & { readonly grid: BilinearGrid }> {
    const placement = placeOn(spec.input, frame, shape);
    const grid = bilinearGrid(shape, placement, labels);
    const next = await createUpsampleKernel(device, shape, grid, { probabilities, ids: argmax.ids });
    upsample?.destroy();
    upsample = next;
    guidedKey = '';
    return (fitted = { labels: next.labels, size: labels, frame, placement, grid });
  }

  async function guide({ labels, grid }: Fitted & { readonly grid: BilinearGrid }, kind: PictureKind): Promise<void> {
    const sources = { luma, input: spec.input, keep: temporal.keep, probabilities, ids: argmax.ids, labels };
    const next = await createGuidedFilterKernel(device, shape, grid, sources, kind);
    guided?.destroy();
    guided = next;
    guidedKey = kind.name;
  }
}
