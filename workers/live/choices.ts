import { toPerPixelError } from '../../src/core/errors/errors.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { runnableFormats } from '../../src/core/manifest/in-format.ts';
import type { OpenOptions, Tunable } from '../../src/protocol/live.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import type { RuntimeChoice, RuntimeName } from '../../src/core/tuning/runtime.ts';
import { candidatesFor } from '../../src/core/tuning/tuning.ts';
import { openGpu } from '../gpu/gpu.ts';
import { adapterFacts, identify, machine } from '../model/machine.ts';
import { RUNTIMES } from '../runtimes/browser.ts';

/**
 * The ways of running a model that can be measured here. Asks for a graphics adapter, which may take seconds: not for the
 * way to the first label.
 */
export async function choicesFor(
  spec: ModelSpec,
  { live, runtime = 'auto' }: Pick<OpenOptions, 'live' | 'runtime'>,
): Promise<Tunable> {
  const { adapter, why } = await lookForAdapter();
  const here = machine(live, adapter);
  const float16 = (spec.variants ?? []).some(({ precision }) => precision === 'float16');
  const runtimes = { wasm: namesOn('cpu', spec, runtime), webgpu: namesOn('gpu', spec, runtime) };
  return { identity: identify(RUNTIMES, spec, here), candidates: candidatesFor(here, { runtimes, float16 }), why };
}

/** What runs one of a model's files on a device. @param choice the only one that counts */
function namesOn(device: Device, spec: ModelSpec, choice: RuntimeChoice): readonly RuntimeName[] {
  const formats = runnableFormats(spec);
  return RUNTIMES.filter((each) => each.devices.includes(device) && each.formats.some((own) => formats.includes(own)))
    .map(({ id }) => id)
    .filter((id) => choice === 'auto' || id === choice);
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
