import type { ErrorCode } from '../../../../src/core/errors/errors.ts';
import { MISSING, type Places } from '../../../../src/platform/places.ts';
import type { RuntimeVariant } from '../../../../src/platform/runtime-variant.ts';
import { ownScript } from '../../../../src/platform/start-worker.ts';
import type { Ort } from '../ort.ts';

/** What the package's build makes of ONNX Runtime's modules: plain scripts, which leave it here and go by the address. */
interface Scope {
  perpixelOrt?: Ort;
  /** Of the script, for the runtime to start its threads with. */
  perpixelOrtUrl?: string;
  importScripts(address: string): void;
}

type Failed = (problem: string, cause: unknown) => Error;

/** What is said where one of these files did not come. */
export const NOT_LOADED: { readonly code: ErrorCode; readonly remedy: string } = {
  code: 'assets-unreachable',
  remedy: MISSING,
};

/**
 * The runtime's script, from where the page says that it lies.
 * @param failed what to throw where it does not come
 */
export async function importOrt(variant: RuntimeVariant, places: string | Places | null, failed: Failed): Promise<Ort> {
  const scope = globalThis as unknown as Scope;
  const address = addressOf(`ort.${variant}.js`, places);
  scope.perpixelOrtUrl = ownScript(new URL(address));
  try {
    scope.importScripts(address);
  } catch (cause) {
    throw failed(`its script did not come from ${address}`, cause);
  }
  if (!scope.perpixelOrt) throw failed(`${address} is another script`, null);
  return scope.perpixelOrt;
}

/** @param places the folder of the file, or the address of each */
export function wasmUrl(variant: RuntimeVariant, places: string | Places | null): string {
  return addressOf(variant === 'wasm' ? 'ort.wasm' : `ort.${variant}.wasm`, places);
}

function addressOf(name: string, places: string | Places | null): string {
  const known = typeof places === 'string' ? new URL(name, places).href : places?.[name];
  if (known === undefined) throw new Error(`the page says nothing of ${name}`);
  return known;
}
