import { PerPixelError } from '../core/errors/errors.ts';
import { isModelId } from '../core/manifest/catalog.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { ModelChoice } from '../core/options/model-choice.ts';
import type { OpenOptions } from '../protocol/live.ts';

/** Where wasm and models lie. */
export interface Assets {
  /** Absolute, ends in a slash; the models are in its `models/`. */
  readonly base: string;
  /** null: the wasm lies where the build put it. */
  readonly wasm: string | null;
}

/** @param given what the embedder passed; default: beside the library */
export function resolveAssets(given: string | URL | undefined): Assets {
  if (given !== undefined) {
    const base = absolute(String(given).replace(/\/?$/, '/'), 'assets');
    return { base, wasm: base };
  }
  const here = import.meta.url;
  return { base: import.meta.env.DEV ? new URL('/lib/', here).href : new URL('./', here).href, wasm: null };
}

/** A bundled model's id or a manifest's address as the absolute address of a manifest; a manifest as it is. */
export function addressOf(model: string | URL | ModelManifest, { base }: Assets): string | ModelManifest {
  if (typeof model !== 'string' && !(model instanceof URL)) return model;
  if (typeof model === 'string' && isModelId(model)) return new URL(`models/${model}.json`, base).href;
  return absolute(String(model), 'model');
}

/** A choice as workers take it. */
export function chosenModel({ model, backend, assets, refine, mirror, ensemble }: ModelChoice) {
  const found = resolveAssets(assets);
  return {
    model: addressOf(model, found),
    ensemble: ensemble === undefined ? null : addressOf(ensemble, found),
    mirror,
    backend,
    assets: found.base,
    wasm: found.wasm,
    refine: refine ?? null,
  } satisfies Partial<OpenOptions>;
}

function absolute(address: string, option: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch (cause) {
    throw new PerPixelError('option-invalid', `"${address}" is no address.`, `Correct the option “${option}”.`, {
      cause,
    });
  }
}
