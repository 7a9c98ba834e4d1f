import type { ModelSpec } from '../../src/shared/manifest.ts';
import type { AdapterFacts, Machine, TuningIdentity } from '../../src/shared/tuning.ts';
import type { Gpu } from '../gpu/gpu.ts';

declare const __VERSIONS__: { readonly app: string; readonly runtime: string };

/** @param spare cores left to the browser */
export function machine(spare: number, adapter: AdapterFacts | null): Machine {
  const { hardwareConcurrency: cores } = navigator;
  return { cores, isolated: globalThis.crossOriginIsolated, spare, adapter };
}

export function adapterFacts({ adapter, software, device }: Gpu): AdapterFacts {
  return { name: adapter, software, float16: device.features.has('shader-f16') };
}

/** What a measurement of this model on this machine holds for. */
export function identify(
  { sha256: own, variants = [] }: ModelSpec,
  { cores, isolated, spare, adapter }: Machine,
): TuningIdentity {
  const { userAgent: agent } = navigator;
  const sha256 = [own, ...variants.map((each) => each.sha256)].join(' ');
  return { ...__VERSIONS__, sha256, adapter: adapter?.name ?? '', cores, isolated, spare, agent };
}
