import { can } from '../../src/platform/capabilities.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { AdapterFacts, Machine, TuningIdentity } from '../../src/core/tuning/tuning.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { VERSION } from '../../src/core/text/version.ts';
import type { Runtime } from '../runtimes/port.ts';

/** @param live frames are drawn as they come: a core is left to the browser */
export function machine(live: boolean, adapter: AdapterFacts | null): Machine {
  const { hardwareConcurrency: cores } = navigator;
  return { cores, isolated: can('threads'), spare: live ? 1 : 0, adapter };
}

export function adapterFacts({ adapter, software, device }: Gpu): AdapterFacts {
  return { name: adapter, software, float16: device.features.has('shader-f16') };
}

/** What a measurement of any model on any adapter here holds for. */
export function surroundings(
  runtimes: readonly Runtime[],
  { cores, isolated, spare }: Machine,
): Omit<TuningIdentity, 'sha256' | 'adapter'> {
  const { userAgent: agent } = navigator;
  const runtime = runtimes.map(({ version }) => version).join(' ');
  return { app: VERSION, runtime, cores, isolated, spare, agent };
}

/** What a measurement of this model on this machine holds for. */
export function identify(
  runtimes: readonly Runtime[],
  { sha256: own, variants = [], networks = [] }: ModelSpec,
  here: Machine,
): TuningIdentity {
  const sha256 = [own, ...[...variants, ...networks].map((each) => each.sha256)].join(' ');
  return { ...surroundings(runtimes, here), sha256, adapter: here.adapter?.name ?? '' };
}
