import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { Truth } from '../../../src/core/truth/truth.ts';
import { matchClasses } from '../accuracy.ts';
import type { GpuLayers } from '../../compositor/gpu/gpu-compositor.ts';
import type { GridShape } from '../../gpu/grid-shape.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { BoundPicture } from '../../gpu/picture/picture.ts';
import { createConfusionKernel, type ConfusionKernel } from '../../stages/confusion/confusion-kernel.ts';
import { createSharesKernel, type SharesKernel } from '../../stages/shares/shares-kernel.ts';
import type { PathRequest } from '../frame-path.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import type { GpuDecode, GpuResults } from '../../tasks/task-kernel.ts';
import { createGpuChain, type GpuChain } from './gpu-chain.ts';
import type { SampleSources } from './gpu-samples.ts';

/** The label maps of a stream on the GPU: refined, and raw where the view is split. */
export interface GpuLabels {
  /** Of the model's scores. */
  readonly shape: GridShape;
  /** The stages for this frame; made anew only when a size or the split changes. */
  fit(picture: BoundPicture, request: PathRequest): Promise<LabelStages>;
  encode(recording: Recording, tensor: GPUBuffer, picture: BoundPicture, request: PathRequest): void;
  /** Only the raw labels, of a frame that was labelled without them. */
  encodeRaw(passes: Passes, tensor: GPUBuffer, picture: BoundPicture): void;
  /** What comes back of a counted frame. */
  sources(truth: Truth | null): SampleSources;
  /** Begins to count pairs of truth and label anew. */
  recount(encoder: GPUCommandEncoder): void;
  reset(): void;
  destroy(): void;
}

export interface Recording {
  readonly passes: Passes;
  /** Whether this frame's pixels are counted. */
  readonly counting: boolean;
}

export interface LabelStages {
  readonly chain: GpuChain;
  readonly fitted: Fit;
  readonly layers: GpuLayers;
}

interface Made extends LabelStages {
  readonly raw: { readonly chain: GpuChain; readonly fitted: Fit } | null;
  readonly shares: SharesKernel;
  readonly confusion: Scored | null;
  readonly results: GpuResults | null;
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
  let made: Made | null = null;
  let confused = 0;

  return {
    shape,
    async fit({ kind }, request) {
      const split = request.view().split !== null && request.refine !== false;
      if (split) rawChain ??= await createGpuChain(device, { spec, shape, luma });
      const fitted = await chain.fit(request.size, request.labels, kind, request.refine);
      const raw =
        split && rawChain
          ? { chain: rawChain, fitted: await rawChain.fit(request.size, request.labels, kind, false) }
          : null;
      const key = truthKey(request.truth);
      const same = made?.fitted === fitted && made.raw?.fitted === raw?.fitted && (made.confusion?.key ?? '') === key;
      return made && same ? made : make(fitted, raw, request.truth);
    },
    encode({ passes, counting }, tensor, picture, { refine, truth }) {
      if (!made) return;
      passes.end();
      if (counting) passes.encoder.clearBuffer(made.shares.counts);
      made.chain.encode(passes, tensor, picture, refine);
      made.raw?.chain.encode(passes, tensor, picture, false);
      made.results?.run(passes);
      if (truth && made.confusion) {
        made.confusion.kernel.run(passes.in('postprocess'), truth.labels, truth);
        confused += 1;
      }
      if (counting) made.shares.run(passes.in('postprocess'));
      passes.end();
    },
    encodeRaw(passes, tensor, picture) {
      made?.raw?.chain.encode(passes, tensor, picture, false);
      passes.end();
    },
    sources(truth) {
      if (!made) throw new Error('No frame has been labelled yet.');
      const { shares, confusion, results } = made;
      return {
        counts: shares.counts,
        amiss: made.chain.amiss,
        results: results?.sample ?? null,
        confusion: truth && confusion && { counts: confusion.kernel.counts, frames: confused, classes: truth.classes },
      };
    },
    recount(encoder) {
      if (made?.confusion) encoder.clearBuffer(made.confusion.kernel.counts);
      confused = 0;
    },
    reset() {
      chain.reset();
      made?.results?.reset();
    },
    destroy() {
      chain.destroy();
      rawChain?.destroy();
      letGo();
    },
  };

  async function make(fitted: Fit, raw: Made['raw'], truth: Truth | null): Promise<Made> {
    // a picture that stands still keeps what was made of it
    const kept = made?.fitted === fitted ? made.results : null;
    letGo(kept);
    const { labels, size, placement } = fitted;
    const shares = await createSharesKernel(device, labels, size, spec.classes.length);
    const confusion = truth && (await score(fitted, truth));
    const results = kept ?? (task ? await task.create(fitted) : null);
    confused = 0;
    const layers = {
      labels: results?.layer?.map ?? labels,
      palette: results?.layer?.palette ?? null,
      raw: raw?.fitted.labels ?? labels,
      confidence: chain.confidence,
      foreground: chain.foreground,
      size,
      grid: chain.shape,
      placement,
    };
    return (made = { chain, fitted, raw, shares, confusion, results, layers });
  }

  /** null where the truth has a class that the model does not know. */
  async function score({ labels, size }: Fit, truth: Truth): Promise<Scored | null> {
    const toTruth = matchClasses(spec.classes, truth.classes);
    if (!toTruth) return null;
    const kernel = await createConfusionKernel(device, { labels, size, classes: truth.classes.length, toTruth });
    return { kernel, key: truthKey(truth) };
  }

  function letGo(kept: GpuResults | null = null): void {
    made?.shares.destroy();
    made?.confusion?.kernel.destroy();
    if (made?.results !== kept) made?.results?.destroy();
    made = null;
  }
}

function truthKey(truth: Truth | null): string {
  return truth ? truth.classes.join() : '';
}
