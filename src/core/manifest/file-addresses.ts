import type { ModelManifest } from './manifest.ts';

interface Placed {
  readonly file: string;
  readonly variants?: readonly { readonly file: string }[] | undefined;
}

/** A manifest with another address of each of its files. */
export function withAddresses(manifest: ModelManifest, place: (file: string) => string): ModelManifest {
  const alone = <Each extends { readonly file: string }>(each: Each): Each => ({ ...each, file: place(each.file) });
  const placed = <Each extends Placed>(each: Each): Each => ({
    ...alone(each),
    ...(each.variants ? { variants: each.variants.map(alone) } : {}),
  });
  const { networks, heads, weights } = manifest;
  return {
    ...placed(manifest),
    // as many as the task has
    ...(networks ? { networks: networks.map(placed) } : {}),
    ...(heads ? { heads: placed(heads) } : {}),
    ...(weights ? { weights: weights.map(alone) } : {}),
  } as ModelManifest;
}
