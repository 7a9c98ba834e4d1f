import { ENTRIES } from './entries.ts';
import { NODE_ENTRIES } from './node-entry.ts';
import { project } from './settings.ts';

const { version, description, license, engines } = project;
const shared = { version, license, type: 'module', engines } as const;

/** What only a part of the package needs; whoever uses that part installs it. */
const PEERS = {
  '@duckdb/node-api': '>=1.4',
  '@litertjs/core': '^2.5.3',
  '@mediabunny/server': '>=1.59',
  'onnxruntime-node': '>=1.30',
  react: '>=18',
  sharp: '>=0.34',
};

/** @param sideEffects files whose import does something by itself */
export function mainManifest(sideEffects: readonly string[]): object {
  return {
    name: 'perpixel',
    description,
    keywords: [
      'segmentation',
      'webcam',
      'background blur',
      'video',
      'webgpu',
      'wasm',
      'onnx',
      'web component',
      'privacy',
    ],
    ...shared,
    exports: {
      ...Object.fromEntries(
        Object.keys({ ...ENTRIES, ...NODE_ENTRIES }).map((name) => [
          name === 'index' ? '.' : `./${name}`,
          { types: `./lib/${name}.d.ts`, default: `./lib/${name}.js` },
        ]),
      ),
      './frameworks/*': { types: './lib/frameworks/*.d.ts' },
      './custom-elements.json': './lib/custom-elements.json',
      './assets/*': './lib/assets/*',
      './package.json': './package.json',
    },
    types: './lib/index.d.ts',
    bin: { perpixel: 'bin/perpixel.js' },
    customElements: './lib/custom-elements.json',
    'web-types': './lib/web-types.json',
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map((name) => [name, { optional: true }])),
    sideEffects,
    files: ['lib', 'bin', 'NOTICE', 'CHANGELOG.md'],
  };
}

export function modelManifest(name: string, about: string, licence: string): object {
  return {
    name,
    description: about,
    keywords: ['perpixel', 'segmentation', 'onnx'],
    ...shared,
    license: licence,
    exports: {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './assets/*': './lib/assets/*',
      './package.json': './package.json',
    },
    types: './lib/index.d.ts',
    // it puts its model where perpixel finds it
    sideEffects: ['./lib/index.js'],
    files: ['lib', 'NOTICE'],
  };
}
