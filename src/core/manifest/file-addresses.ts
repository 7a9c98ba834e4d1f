import type { ModelManifest } from './manifest.ts';

/** A manifest with another address of each of its files. */
export function withAddresses(manifest: ModelManifest, place: (file: string) => string): ModelManifest {
  const placed = <Each extends { readonly file: string }>(each: Each): Each => ({ ...each, file: place(each.file) });
  const { variants, networks, heads, weights } = manifest;
  return {
    ...placed(manifest),
    ...(variants ? { variants: variants.map(placed) } : {}),
    // as many as the task has
    ...(networks ? { networks: networks.map(placed) } : {}),
    ...(heads ? { heads: placed(heads) } : {}),
    ...(weights ? { weights: weights.map(placed) } : {}),
  } as ModelManifest;
}
