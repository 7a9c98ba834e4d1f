import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { LOOK_EVERY } from '../crowd.ts';
import { createCrowdKernel, type CrowdKernel } from './crowd-kernel.ts';
import type { Ground } from './ground.ts';

/** Looks now and then whether things lie apart in a picture: the twin of `Crowd`. */
export interface CrowdLooks {
  /** Records a look where it is time for one. No frame waits until its shader is compiled. */
  look(pass: GPUComputePassEncoder, ground: Pick<Ground, 'labels' | 'size'>): void;
  /** Where the count of the last frame offered is; null: it was not looked at. */
  readonly seen: GPUBuffer | null;
  destroy(): void;
}

export function createCrowdLooks(device: GPUDevice, classes: readonly ModelClass[]): CrowdLooks {
  let kernel: CrowdKernel | null = null;
  let seen: GPUBuffer | null = null;
  let looked = -Infinity;
  let closed = false;
  if (classes.some(({ thing }) => thing)) {
    // without the look nothing is offered, and labels are shown all the same
    void createCrowdKernel(device, classes).then(ready, () => undefined);
  }
  return {
    look(pass, ground) {
      const now = performance.now();
      seen = kernel && now - looked >= LOOK_EVERY ? kernel.count : null;
      if (!seen) return;
      looked = now;
      kernel?.run(pass, ground);
    },
    get seen() {
      return seen;
    },
    destroy() {
      closed = true;
      kernel?.destroy();
    },
  };

  function ready(made: CrowdKernel): void {
    if (closed) made.destroy();
    else kernel = made;
  }
}
