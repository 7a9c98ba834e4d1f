import { readFileSync } from 'node:fs';
import { defaultClientConditions, type InlineConfig } from 'vite';
import { versions } from '../vite/versions.ts';
import { wasmBytes } from '../vite/wasm-bytes.ts';
import { ROOT } from './places.ts';

interface RootManifest {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

export const project = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as RootManifest;

/** As a page has it, whatever NODE_ENV says. */
const inProduction = defaultClientConditions.map((name) => (name === 'development|production' ? 'production' : name));

/** With the modules that the package has in place of the site's: package.json's `imports` name both. */
export const resolve = { conditions: ['perpixel-package', ...inProduction] };

export const definitions = {
  __WASM_BYTES__: JSON.stringify(wasmBytes(ROOT)),
  __PERPIXEL_VERSION__: JSON.stringify(project.version),
  __VERSIONS__: JSON.stringify(versions(ROOT)),
  'import.meta.env.DEV': 'false',
  'import.meta.env.PROD': 'true',
};

/** Of every build of the package: nothing of the site's own one. */
export const packageBuild = {
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
} as const satisfies InlineConfig;
