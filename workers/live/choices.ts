import { toPerPixelError } from '../../src/core/errors/errors.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Tunable } from '../../src/protocol/live.ts';
import { candidatesFor } from '../../src/core/tuning/tuning.ts';
import { openGpu } from '../gpu/gpu.ts';
import { adapterFacts, identify, machine } from '../model/machine.ts';
import { RUNTIMES } from '../runtimes/browser.ts';

/**
 * The ways of running a model that can be measured here. Asks for a graphics adapter, which may take seconds: not for the
 * way to the first label.
 * @param live frames are drawn as they come
 */
export async function choicesFor(spec: ModelSpec, live: boolean): Promise<Tunable> {
  const { adapter, why } = await lookForAdapter();
  const here = machine(live, adapter);
  const hasHalf = (spec.variants ?? []).some(({ precision }) => precision === 'float16');
  return { identity: identify(RUNTIMES, spec, here), candidates: candidatesFor(here, hasHalf), why };
}

async function lookForAdapter() {
  try {
    const gpu = await openGpu();
    const adapter = adapterFacts(gpu);
    gpu.close();
    const why = adapter.software
      ? `WASM, since the graphics adapter (${adapter.name}) is only software.`
      : 'WASM, since nothing else can be tried here.';
    return { adapter, why };
  } catch (thrown) {
    const { problem } = toPerPixelError(thrown, 'backend-unavailable', 'Choose the backend “wasm”.');
    return { adapter: null, why: problem.replace(/^WebGPU cannot be used: (.*)\.$/, 'WASM, since $1.') };
  }
}
