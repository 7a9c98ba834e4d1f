import type { View } from '../../../src/core/view/view.ts';
import type { Passes } from '../../gpu/passes.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import type { GpuDecode, GpuFrame, GpuLayer, GpuResults } from '../../tasks/task-kernel.ts';

/** What tells the thing of a pixel. */
export interface ProbedThings {
  /** Packed as the label map is: behind the classes, a thing's number. */
  readonly map: GPUBuffer;
  /** What `found` is made of. */
  readonly sample: GPUBuffer;
}

/** What a task makes of a stream's label maps, of whichever size they are. Nothing is compiled or made that no view shows. */
export interface StreamResults {
  /** Readies them for label maps of this fit. @param confidence of the scores' grid */
  fit(fit: Fit, confidence: GPUBuffer, view: View): Promise<void>;
  /** Records those of a frame, behind its label map. */
  run(passes: Passes, frame: GpuFrame, view: View): void;
  /** The last frame was labelled without what this view shows. */
  lacks(view: View): boolean;
  /** Makes up for that. */
  makeUp(passes: Passes, frame: GpuFrame, view: View): void;
  /** What overlays colour of the last frame; null: its classes. */
  layer(view: View): GpuLayer | null;
  /** Of the last frame, to be read back; null: it has none. */
  readonly sample: GPUBuffer | null;
  /** Why there are none though a view shows them, a sentence; null: there is nothing amiss. */
  readonly note: string | null;
  /** Forgets the frames before. */
  reset(): void;
  destroy(): void;
}

/** @param task absent: label maps are all that there is */
export function createStreamResults(task: GpuDecode['results']): StreamResults {
  let made: { readonly fit: Fit; readonly results: GpuResults } | null = null;
  /** Those of the last frame are made. */
  let fresh = false;
  let note: string | null = null;

  return {
    async fit(fit, confidence, view) {
      if (made?.fit === fit) return;
      letGo();
      if (!task || note !== null || !isWanted(view)) return;
      try {
        made = { fit, results: await task.create(fit, confidence) };
      } catch (error) {
        // labels are shown all the same
        const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
        note = `Things are not told apart, since ${why}.`;
      }
    },
    run(passes, frame, view) {
      fresh = made !== null && frame.heads && isWanted(view);
      if (fresh) made?.results.run(passes, frame, view);
    },
    lacks: (view) => made !== null && isWanted(view) && !(fresh && isPainted(made.results, view)),
    makeUp(passes, frame, view) {
      if (!fresh) this.run(passes, frame, view);
      else made?.results.paint?.(passes, view);
    },
    layer: (view) => (made && fresh && isWanted(view) ? made.results.layer : null),
    get sample() {
      return made && fresh ? made.results.sample : null;
    },
    get note() {
      return note;
    },
    reset() {
      if (made) made.results.reset();
      else task?.reset?.();
    },
    destroy: letGo,
  };

  function isPainted({ isPainted: painted }: GpuResults, view: View): boolean {
    return painted?.(view) ?? true;
  }

  function isWanted(view: View): boolean {
    return task?.wanted?.(view) ?? task !== undefined;
  }

  function letGo(): void {
    made?.results.destroy();
    made = null;
    fresh = false;
  }
}
