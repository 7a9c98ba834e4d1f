import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { View } from '../../../src/core/view/view.ts';
import type { Truth } from '../../../src/core/truth/truth.ts';
import { matchClasses } from '../accuracy.ts';
import type { GpuLayers } from '../../compositor/gpu/gpu-compositor.ts';
import type { GridShape } from '../../gpu/grid-shape.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { BoundPicture } from '../../gpu/picture/picture.ts';
import { createCrowdLooks } from '../../instances/gpu/crowd-looks.ts';
import { createConfusionKernel, type ConfusionKernel } from '../../stages/confusion/confusion-kernel.ts';
import { createSharesKernel, type SharesKernel } from '../../stages/shares/shares-kernel.ts';
import type { PathRequest } from '../frame-path.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import type { GpuDecode, GpuFrame } from '../../tasks/task-kernel.ts';
import { createGpuChain, type GpuChain } from './gpu-chain.ts';
import { createGpuMatte } from './gpu-matte.ts';
import { createStreamResults, type ProbedThings } from './gpu-results.ts';
import type { SampleSources } from './gpu-samples.ts';

/** The label maps of a stream on the GPU: refined, and raw where the view is split. */
export interface GpuLabels {
  /** Of the model's scores. */
  readonly shape: GridShape;
  /** The stages for this frame; made anew only when a size or the split changes. */
  fit(picture: BoundPicture, request: PathRequest): Promise<LabelStages>;
  encode(recording: Recording, tensor: GPUBuffer, picture: BoundPicture, request: PathRequest): void;
  /** Whether the last frame was labelled without what this view shows. @param before what it was labelled with */
  lacks(before: LabelStages, view: View): boolean;
  /** Makes up for that. */
  encodeLacking(passes: Passes, frame: GpuFrame, tensor: GPUBuffer, picture: BoundPicture, view: View): void;
  /** What is drawn of the last frame with this view; the same one while its buffers are. */
  layers(view: View): GpuLayers;
  /** What tells the things of the last frame's pixels; null: none are told apart in this view. */
  things(view: View): ProbedThings | null;
  /** Whether the last frame holds more than labels. */
  readonly hasResults: boolean;
  /** Why a frame has less than its view shows, a sentence; null: nothing is amiss. */
  readonly note: string | null;
  /** What comes back of a counted frame. */
  sources(truth: Truth | null): SampleSources;
  /** Begins to count pairs of truth and label anew. */
  recount(encoder: GPUCommandEncoder): void;
  reset(): void;
  destroy(): void;
}

export interface Recording {
  readonly passes: Passes;
  readonly frame: GpuFrame;
  /** Whether this frame's pixels are counted. */
  readonly counting: boolean;
}

export interface LabelStages {
  readonly chain: GpuChain;
  readonly fitted: Fit;
}

interface Made extends LabelStages {
  /** Classes in their own colours. */
  readonly plain: GpuLayers;
  readonly raw: { readonly chain: GpuChain; readonly fitted: Fit } | null;
  readonly shares: SharesKernel;
  readonly confusion: Scored | null;
}

/** Labels held against a source's own. */
interface Scored {
  readonly kernel: ConfusionKernel;
  readonly key: string;
}

/**
 * @throws Error where a shader does not compile
 */
export async function createGpuLabels(
  device: GPUDevice,
  spec: ModelSpec,
  luma: GPUBuffer,
  { shape, results: task }: Pick<GpuDecode, 'shape' | 'results'>,
): Promise<GpuLabels> {
  const chain = await createGpuChain(device, { spec, shape, luma });
  let rawChain: GpuChain | null = null;
  const results = createStreamResults(task);
  const crowd = createCrowdLooks(device, spec.classes);
  let made: Made | null = null;
  /** What was drawn last. */
  let drawn: GpuLayers | null = null;
  const matte = createGpuMatte(device, chain);
  let confused = 0;

  return {
    shape,
    async fit({ kind }, request) {
      const view = request.view();
      const split = view.split !== null && request.refine !== false;
      if (split) rawChain ??= await createGpuChain(device, { spec, shape, luma });
      const fitted = await chain.fit(request.size, request.labels, kind, request.refine);
      const raw =
        split && rawChain
          ? { chain: rawChain, fitted: await rawChain.fit(request.size, request.labels, kind, false) }
          : null;
      await results.fit(fitted, chain.confidence, view);
      await matte.fit(fitted, kind, view);
      const key = truthKey(request.truth);
      const same = made?.fitted === fitted && made.raw?.fitted === raw?.fitted && (made.confusion?.key ?? '') === key;
      return made && same ? made : make(fitted, raw, request.truth);
    },
    encode({ passes, counting, frame }, tensor, picture, { refine, truth, view }) {
      if (!made) return;
      passes.end();
      if (counting) passes.encoder.clearBuffer(made.shares.counts);
      made.chain.encode(passes, tensor, picture, refine);
      made.raw?.chain.encode(passes, tensor, picture, false);
      results.run(passes, frame, view());
      matte.run(passes, picture, view());
      if (truth && made.confusion) {
        made.confusion.kernel.run(passes.in('postprocess'), truth.labels, truth);
        confused += 1;
      }
      if (counting) {
        made.shares.run(passes.in('postprocess'));
        crowd.look(passes.in('postprocess'), made.fitted);
      }
      passes.end();
    },
    lacks: (before, view) => made !== before || results.lacks(view) || matte.lacks(view),
    encodeLacking(passes, frame, tensor, picture, view) {
      made?.raw?.chain.encode(passes, tensor, picture, false);
      if (results.lacks(view)) results.makeUp(passes, frame, view);
      if (matte.lacks(view)) matte.run(passes, picture, view);
      passes.end();
    },
    layers(view) {
      if (!made) throw new Error('No frame has been labelled yet.');
      const { plain } = made;
      const { map: labels, palette } = results.layer(view) ?? { map: plain.labels, palette: null };
      const { layers } = matte;
      if (drawn?.labels !== labels || drawn.raw !== plain.raw || drawn.matte !== layers) {
        drawn = { ...plain, labels, palette, matte: layers };
      }
      return drawn;
    },
    things(view) {
      const layer = results.layer(view);
      return layer && results.sample && { map: layer.map, sample: results.sample };
    },
    get hasResults() {
      return results.sample !== null;
    },
    get note() {
      return results.note;
    },
    sources(truth) {
      if (!made) throw new Error('No frame has been labelled yet.');
      const { shares, confusion } = made;
      return {
        counts: shares.counts,
        amiss: made.chain.amiss,
        crowd: crowd.seen,
        results: results.sample,
        confusion: truth && confusion && { counts: confusion.kernel.counts, frames: confused, classes: truth.classes },
      };
    },
    recount(encoder) {
      if (made?.confusion) encoder.clearBuffer(made.confusion.kernel.counts);
      confused = 0;
    },
    reset() {
      chain.reset();
      matte.reset();
      results.reset();
    },
    destroy() {
      chain.destroy();
      rawChain?.destroy();
      results.destroy();
      crowd.destroy();
      matte.destroy();
      letGo();
    },
  };

  async function make(fitted: Fit, raw: Made['raw'], truth: Truth | null): Promise<Made> {
    letGo();
    drawn = null;
    const { labels, size, placement } = fitted;
    const shares = await createSharesKernel(device, labels, size, spec.classes.length);
    const confusion = truth && (await score(fitted, truth));
    confused = 0;
    const plain = {
      labels,
      palette: null,
      raw: raw?.fitted.labels ?? labels,
      confidence: chain.confidence,
      matte: null,
      size,
      grid: chain.shape,
      placement,
    };
    return (made = { chain, fitted, raw, shares, confusion, plain });
  }

  /** null where the truth has a class that the model does not know. */
  async function score({ labels, size }: Fit, truth: Truth): Promise<Scored | null> {
    const toTruth = matchClasses(spec.classes, truth.classes);
    if (!toTruth) return null;
    const kernel = await createConfusionKernel(device, { labels, size, classes: truth.classes.length, toTruth });
    return { kernel, key: truthKey(truth) };
  }

  function letGo(): void {
    made?.shares.destroy();
    made?.confusion?.kernel.destroy();
    made = null;
  }
}

function truthKey(truth: Truth | null): string {
  return truth ? truth.classes.join() : '';
}
