import { parseManifest, type ModelSpec } from '../../core/manifest/manifest.ts';
import { addressOf, resolveAssets } from '../../live/assets.ts';

/** What a model's manifest says. Rejects where it cannot be read: its opening says why. */
export async function ownManifest(model: string): Promise<ModelSpec> {
  const response = await fetch(String(await addressOf(model, resolveAssets(undefined))));
  return parseManifest(await response.json());
}
