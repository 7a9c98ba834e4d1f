import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import { wantsThings, type View } from '../../../src/core/view/view.ts';
import type { Resident } from '../../model/engine.ts';
import type { OutputBuffer } from '../../tasks/task-kernel.ts';

type Outputs = Readonly<Record<string, OutputBuffer>>;

/** The runs of a stream's model: with its heads where a view shows things. */
export interface GpuInference {
  /** Of the last run. */
  readonly outputs: Outputs;
  /** Whether those of the heads are among them. */
  readonly heads: boolean;
  run(view: View): Promise<void>;
}

/** @param first outputs of a run without heads */
export function createGpuInference(resident: Resident, { heads: apart }: BaseSpec, first: Outputs): GpuInference {
  let outputs = first;
  let heads = apart === undefined;
  return {
    get outputs() {
      return outputs;
    },
    get heads() {
      return heads;
    },
    async run(view) {
      const wanted = wantsThings(view);
      outputs = await resident.run(wanted);
      heads = wanted || apart === undefined;
    },
  };
}

/** @param heads whether they were run */
export function lacksHeads(heads: boolean, view: View): boolean {
  return !heads && wantsThings(view);
}
