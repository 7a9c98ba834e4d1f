import { parseManifest } from '../../core/manifest/manifest.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { addressOf, resolveAssets } from '../../live/assets.ts';

/** How a model's labels are tidied where nobody says otherwise. Rejects where its manifest cannot be read: its opening says why. */
export async function ownRefine(model: string): Promise<RefineOptions | false> {
  const response = await fetch(String(await addressOf(model, resolveAssets(undefined))));
  return parseManifest(await response.json()).refine ?? false;
}
