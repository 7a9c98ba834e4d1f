import type { Stage as Timing } from '../../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import type { Arena } from '../../simd/arena.ts';
import type { CreateStage, Work } from '../../stages/stage.ts';

/** What of the pipeline's table the CPU reads. */
export interface CpuStage {
  readonly timing: Timing;
  isOn(refine: RefineOptions): boolean;
  readonly remembers?: boolean;
  readonly cpu: CreateStage;
}

/** The stages of the table, each with its memory of the frames before. */
export interface StageRun {
  /**
   * Makes the label map of `work`. Afterwards its scores are the model's own again, but for their smoothing over time.
   * @param streamed a frame of a stream, to be joined with the ones before
   * @param clock called after each stage with the name that its time has
   */
  run(work: Work, refine: RefineOptions, streamed: boolean, clock: (timing: Timing) => void): void;
  /** Forgets the frames before. */
  reset(): void;
}

export function createStageRun(table: readonly CpuStage[], arena: Arena): StageRun {
  const stages = table.map((entry) => ({ entry, stage: entry.cpu(arena) }));
  return {
    run(work, refine, streamed, clock) {
      for (const { entry, stage } of stages) {
        if (!entry.isOn(refine) || (entry.remembers && !streamed)) continue;
        stage.run(work, refine);
        clock(entry.timing);
      }
      for (const { stage } of stages) stage.undo?.(work);
    },
    reset() {
      for (const { stage } of stages) stage.reset?.();
    },
  };
}
