import { bundledModel, ownFolder, PACKAGED, runtimePlaces } from '#bundled';
import { PerPixelError } from '../core/errors/errors.ts';
import { BUNDLED_MODELS, isBundled, isModelId } from '../core/manifest/catalog.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { ModelChoice } from '../core/options/model-choice.ts';
import { assetsFolder, missingModel, setAssets, type Places } from '../platform/places.ts';
import type { OpenOptions } from '../protocol/live.ts';

/** Where wasm and models lie. */
export interface Assets {
  /** Absolute, ends in a slash; the models are in its `models/`. */
  readonly base: string;
  /** The folder of the runtime's files, or the address of each; null: where the build put them. */
  readonly wasm: string | Places | null;
}

/** @param given what the embedder passed; default: what `setAssets` was called with, else beside the library */
export function resolveAssets(given: string | URL | undefined): Assets {
  const named = given ?? assetsFolder() ?? undefined;
  if (named !== undefined) {
    const base = absolute(String(named).replace(/\/?$/, '/'), 'assets');
    return { base, wasm: base };
  }
  return { base: ownFolder(), wasm: runtimePlaces() };
}

/**
 * In the package, workers too lie in the folder that an embedder names: to be called before one of them is started. Whoever
 * names it for one thing has no other for the rest.
 */
export function adoptAssets(given: string | URL | undefined): void {
  if (PACKAGED && given !== undefined && assetsFolder() === null) setAssets(resolveAssets(given).base);
}

/** A bundled model's id or a manifest's address as the absolute address of a manifest; a manifest as it is. */
export async function addressOf(model: string | URL | ModelManifest, assets: Assets): Promise<string | ModelManifest> {
  if (typeof model !== 'string' && !(model instanceof URL)) return model;
  if (typeof model !== 'string' || !isModelId(model)) return absolute(String(model), 'model');
  const manifest = typeof assets.wasm === 'string' ? null : await bundledModel(model);
  return manifest ?? new URL(`models/${model}.json`, assets.base).href;
}

/**
 * A choice as workers take it.
 * @throws PerPixelError `option-invalid`, `assets-unreachable`, `model-download`
 */
export async function chosenModel({
  model,
  backend,
  runtime = 'auto',
  assets,
  refine,
  mirror,
  ensemble,
  labelling,
}: ModelChoice) {
  const found = resolveAssets(assets);
  const address = await addressOf(model, found);
  return {
    model: address,
    companions: await companionsOf(address),
    ensemble: ensemble === undefined ? null : await addressOf(ensemble, found),
    mirror,
    labelling,
    backend,
    runtime,
    assets: found.base,
    wasm: found.wasm,
    refine: refine ?? null,
  } satisfies Partial<OpenOptions>;
}

/** Manifests of the package that one of its models needs besides. */
async function companionsOf(model: string | ModelManifest): Promise<Record<string, ModelManifest> | undefined> {
  if (!PACKAGED || typeof model === 'string') return undefined;
  const { companion } = model as { readonly companion?: string };
  const manifest = companion !== undefined && isModelId(companion) ? await bundledModel(companion) : null;
  return manifest && companion !== undefined ? { [companion]: manifest } : undefined;
}

/** Codes of a file that was not had, or for which the server sent a page. */
const NOT_HAD = ['model-download', 'model-integrity', 'model-invalid'];

/**
 * What became of opening a model: a name that is none of ours is told by those that there are, and a file of one of the
 * package's own that was not had is a file of the package.
 */
export function openingError(thrown: unknown, { model, ensemble }: Pick<ModelChoice, 'model' | 'ensemble'>): unknown {
  if (!(thrown instanceof PerPixelError)) return thrown;
  const { code, problem, remedy } = thrown;
  if (!NOT_HAD.includes(code) || (code !== 'model-download' && !/web page/.test(problem))) return thrown;
  const unknown = [model, ensemble].find((each) => typeof each === 'string' && isModelId(each) && !isBundled(each));
  if (unknown !== undefined) {
    const known = BUNDLED_MODELS.map(({ id }) => id).join(', ');
    const instead = `No model of that name is bundled, but ${known}; any other has the address of a manifest.`;
    return new PerPixelError(code, problem, `${remedy} ${instead}`, { cause: thrown });
  }
  if (!PACKAGED || typeof model !== 'string' || !isModelId(model)) return thrown;
  return new PerPixelError('assets-unreachable', problem, `${remedy} ${missingModel(model)}`, { cause: thrown });
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
