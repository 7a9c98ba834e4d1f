import { formatOf } from './format.ts';
import type { ModelManifest } from './manifest.ts';

interface Part {
  readonly variants?: readonly { readonly format?: string | undefined }[] | undefined;
}

/** A manifest without files of other formats than the model's own. */
export function inOwnFormat(manifest: ModelManifest): ModelManifest {
  const own = formatOf(manifest);
  const kept = <Each extends Part>({ variants, ...rest }: Each) => {
    const left = variants?.filter(({ format = own }) => format === own) ?? [];
    return { ...rest, ...(left.length > 0 ? { variants: left } : {}) };
  };
  const { networks, heads } = manifest;
  return {
    ...kept(manifest),
    ...(networks ? { networks: networks.map(kept) } : {}),
    ...(heads ? { heads: kept(heads) } : {}),
  } as ModelManifest;
}
