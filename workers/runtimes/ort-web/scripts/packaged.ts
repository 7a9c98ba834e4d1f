import type { ErrorCode } from '../../../../src/core/errors/errors.ts';
import type { Places } from '../../../../src/platform/places.ts';
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

/** What is said where one of these files did not come. */
export const NOT_LOADED: { readonly code: ErrorCode; readonly remedy: string } = {
  code: 'assets-unreachable',
  remedy:
    'If your bundler or server leaves the package’s files behind: run “npx perpixel assets public/perpixel” so that your server has them, and call setAssets("/perpixel/") before anything else of perpixel.',
};

/** The runtime's script, from where the page says that it lies. */
export async function importOrt(variant: RuntimeVariant, places: string | Places | null): Promise<Ort> {
  const scope = globalThis as unknown as Scope;
  const address = addressOf(`ort.${variant}.js`, places);
  scope.perpixelOrtUrl = ownScript(new URL(address));
  scope.importScripts(address);
  const ort = scope.perpixelOrt;
  if (!ort) throw new Error(`${address} is another script`);
  return ort;
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
