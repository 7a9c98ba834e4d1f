import { parseManifest, type ModelSpec } from '../../core/manifest/manifest.ts';
import { addressOf, resolveAssets } from '../../live/assets.ts';
import { lessonOf } from './teach/taught-id.ts';
import { taughtManifest } from './teach/taught-models.ts';

/** What a model's manifest says. Rejects where it cannot be read: its opening says why. */
export async function ownManifest(model: string): Promise<ModelSpec> {
  if (lessonOf(model) !== null) return parseManifest(await taughtManifest(model));
  const response = await fetch(String(await addressOf(model, resolveAssets(undefined))));
  return parseManifest(await response.json());
}
