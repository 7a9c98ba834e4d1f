import { conceals } from '../../../src/core/view/overlay.ts';
import { radiusOf } from '../../../src/core/background/background.ts';
import { blurIn, hidesSome, type View } from '../../../src/core/view/view.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import type { Blurring } from '../../stages/matte/backdrop-kernel.ts';
import { createMatteKernel, type MatteKernel, type MatteLayers } from '../../stages/matte/matte-kernel.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import type { GpuChain } from './gpu-chain.ts';

/** The matte of a stream's frames, compiled and made only while a view conceals what is behind. */
export interface GpuMatte {
  /** Readies it for frames of this fit. */
  fit(fit: Fit, kind: PictureKind, view: View): Promise<void>;
  /** Records that of a frame, behind its label map. */
  run(passes: Passes, picture: BoundPicture, view: View): void;
  /** The last frame was labelled without what this view shows. */
  lacks(view: View): boolean;
  /** Of the last frame; null: none was made. */
  readonly layers: MatteLayers | null;
  /** Forgets the frames before. */
  reset(): void;
  destroy(): void;
}

export function createGpuMatte(device: GPUDevice, { foreground, shape }: GpuChain): GpuMatte {
  let made: {
    readonly fit: Fit;
    readonly kind: PictureKind;
    readonly discs: boolean;
    readonly kernel: MatteKernel;
  } | null = null;
  /** What was made of the last frame; null: nothing. */
  let fresh: { readonly backdrop: Blurring | null } | null = null;

  return {
    async fit(fit, kind, view) {
      const discs = blurOf(view)?.discs ?? false;
      if (!isWanted(view) || (made?.fit === fit && made.kind === kind && (made.discs || !discs))) return;
      const { placement, frame } = fit;
      const kernel = await createMatteKernel(device, { foreground, scores: shape, placement, frame, discs }, kind);
      made?.kernel.destroy();
      made = { fit, kind, discs, kernel };
      fresh = null;
    },
    run(passes, picture, view) {
      fresh = null;
      if (!made || made.kind !== picture.kind || !isWanted(view)) return;
      fresh = { backdrop: blurOf(view) };
      made.kernel.run(passes.in('postprocess'), picture, fresh.backdrop);
    },
    lacks: (view) => isWanted(view) && !(fresh && isEnough(fresh.backdrop, view)),
    get layers() {
      return (fresh && made?.kernel.layers) ?? null;
    },
    reset: () => made?.kernel.reset(),
    destroy() {
      made?.kernel.destroy();
      made = null;
    },
  };
}

/** Who is kept and who is hidden is not known in time here: such a view shows nothing. */
function isWanted(view: View): boolean {
  return view.overlay !== 'withheld' && conceals(view.overlay) && !hidesSome(view);
}

/** null: nothing is blurred. */
function blurOf(view: View): Blurring | null {
  const blurring = blurIn(view);
  return blurring && { radius: radiusOf(blurring), discs: blurring.kind === 'bokeh' };
}

function isEnough(backdrop: Blurring | null, view: View): boolean {
  const wanted = blurOf(view);
  return !wanted || (wanted.radius === backdrop?.radius && wanted.discs === backdrop.discs);
}
