import type { Stage } from '../../src/core/metrics/metrics.ts';
import type { Timestamps } from './timestamps.ts';

/** Neighbouring work of one stage shares a pass; each pass is timed where the device keeps time. */
export interface Passes {
  /** Begins a frame. */
  reset(): void;
  /** @param next submits what the stage that ends has recorded, and begins the next one's commands; default: all are recorded together */
  use(encoder: GPUCommandEncoder, next?: (ended: Stage) => GPUCommandEncoder): void;
  /** The one that is recorded into now. */
  readonly encoder: GPUCommandEncoder;
  in(stage: Stage): GPUComputePassEncoder;
  /** Ends the open pass and takes the next number for a pass of another kind. */
  take(stage: Stage): { timestampWrites?: GPUComputePassTimestampWrites };
  /** Ends the open pass. */
  end(): void;
  /** Whose passes they are, in order. */
  readonly stages: readonly Stage[];
}

/** @param timestamps default: nothing is timed */
export function createPasses(timestamps: Pick<Timestamps, 'writes'> = { writes: () => ({}) }): Passes {
  const stages: Stage[] = [];
  let encoder: GPUCommandEncoder | null = null;
  let follow: ((ended: Stage) => GPUCommandEncoder) | undefined;
  /** The stage that is being recorded; null: none yet since `use`. */
  let current: Stage | null = null;
  let pass: GPUComputePassEncoder | null = null;
  const end = (): void => {
    pass?.end();
    pass = null;
  };
  const take = (stage: Stage): { timestampWrites?: GPUComputePassTimestampWrites } => {
    end();
    if (current && current !== stage && follow) encoder = follow(current);
    current = stage;
    return timestamps.writes(stages.push(stage) - 1);
  };
  return {
    stages,
    reset: () => void (stages.length = 0),
    use(next, onward) {
      end();
      encoder = next;
      follow = onward;
      current = null;
    },
    get encoder() {
      if (!encoder) throw new Error('No commands are being recorded.');
      return encoder;
    },
    in(stage) {
      if (pass && stages.at(-1) === stage) return pass;
      const writes = take(stage);
      if (!encoder) throw new Error('No commands are being recorded.');
      return (pass = encoder.beginComputePass({ label: stage, ...writes }));
    },
    take,
    end,
  };
}
