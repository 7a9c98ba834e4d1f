import { PerPixelError, type ErrorCode } from '../../../../src/core/errors/errors.ts';
import { MISSING_LITERT, type Places } from '../../../../src/platform/places.ts';
import { ownScript } from '../../../../src/platform/start-worker.ts';
import type { LiteRtFactory } from '../library.ts';
import type { LiteRtVariant } from '../../../../src/platform/litert-variant.ts';

/** LiteRT's scripts leave their factory here. */
interface Scope {
  ModuleFactory?: LiteRtFactory;
  importScripts(address: string): void;
}

type Failed = (problem: string, cause: unknown) => Error;

/** What is said where one of these files did not come. */
export const NOT_LOADED: { readonly code: ErrorCode; readonly remedy: string } = {
  code: 'assets-unreachable',
  remedy: MISSING_LITERT,
};

/** As its own package names them. */
const NAMES = {
  compat: 'litert_wasm_compat_internal',
  relaxed: 'litert_wasm_internal',
  threads: 'litert_wasm_threaded_internal',
} as const;

/**
 * LiteRT's script, from where the page says that it lies.
 * @param failed what to throw where it does not come
 */
export async function importLiteRt(
  variant: LiteRtVariant,
  places: string | Places | null,
  failed: Failed,
): Promise<LiteRtFactory> {
  const scope = globalThis as unknown as Scope;
  const address = addressOf(`${NAMES[variant]}.js`, places);
  try {
    scope.importScripts(address);
  } catch (cause) {
    throw failed(`its script did not come from ${address}`, cause);
  }
  if (!scope.ModuleFactory) throw failed(`${address} is another script`, null);
  return scope.ModuleFactory;
}

/** @param places the folder of the file, or the address of each */
export function wasmUrl(variant: LiteRtVariant, places: string | Places | null): string {
  return addressOf(`${NAMES[variant]}.wasm`, places);
}

/** The script that its threads run. */
export function threadScript(places: string | Places | null): string {
  return ownScript(new URL(addressOf(`${NAMES.threads}.js`, places)));
}

function addressOf(name: string, places: string | Places | null): string {
  const known = typeof places === 'string' ? new URL(name, places).href : places?.[name];
  if (known !== undefined) return known;
  throw new PerPixelError('assets-unreachable', `Where ${name} lies is not known to this page.`, MISSING_LITERT);
}
