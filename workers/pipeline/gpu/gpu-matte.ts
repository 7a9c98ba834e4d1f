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
    readonly spills: boolean;
    readonly kernel: MatteKernel;
  } | null = null;
  /** What was made of the last frame; null: nothing. */
  let fresh: Looks | null = null;

  return {
    async fit(fit, kind, view) {
      if (!isWanted(view)) return;
      const wanted = looksOf(view);
      // what is compiled for one view serves the next
      const discs = wanted.backdrop?.discs || (made?.discs ?? false);
      const spills = wanted.spill || (made?.spills ?? false);
      const suits = made?.discs === discs && made.spills === spills;
      if (suits && made?.fit === fit && made.kind === kind) return;
      const { placement, frame } = fit;
      const kernel = await createMatteKernel(
        device,
        { foreground, scores: shape, placement, frame, discs, spills },
        kind,
      );
      made?.kernel.destroy();
      made = { fit, kind, discs, spills, kernel };
      fresh = null;
    },
    run(passes, picture, view) {
      fresh = null;
      if (!made || made.kind !== picture.kind || !isWanted(view)) return;
      fresh = looksOf(view);
      made.kernel.run(passes.in('postprocess'), picture, fresh.backdrop, fresh.spill);
    },
    lacks: (view) => isWanted(view) && !(fresh && isEnough(fresh, view)),
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

/** What is made of a frame besides the matte itself. */
interface Looks {
  /** How the background is blurred; null: it is not. */
  readonly backdrop: Blurring | null;
  /** How much of what surrounds each cell is behind. */
  readonly spill: boolean;
}

function looksOf(view: View): Looks {
  const blurring = blurIn(view);
  return {
    backdrop: blurring && { radius: radiusOf(blurring), discs: blurring.kind === 'bokeh' },
    spill: view.overlay === 'replace' && view.lightWrap > 0,
  };
}

function isEnough({ backdrop, spill }: Looks, view: View): boolean {
  const wanted = looksOf(view);
  if (wanted.spill && !spill) return false;
  return !wanted.backdrop || (wanted.backdrop.radius === backdrop?.radius && wanted.backdrop.discs === backdrop.discs);
}
