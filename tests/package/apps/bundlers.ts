import { CREDENTIALLESS, ISOLATED, PLAIN } from '../conditions.ts';
import { ELSEWHERE, html, module, SEGMENTER, type App } from '../app.ts';

const page = { 'main.js': SEGMENTER, 'dist/index.html': html(module('main.js')) };
/** As the documentation has it for tools that leave an asset's address alone: the assets are copied, and pointed at. */
const COPY = 'perpixel assets dist/perpixel';
const POINTED = `import { createSegmenter, setAssets } from 'perpixel';

setAssets('/perpixel/');
globalThis.segmenter = createSegmenter({ model: 'tiny', backend: 'wasm' });
`;
const shared = { out: 'dist', uses: 'segmenter' } as const;

export const webpack: App = {
  ...shared,
  name: 'webpack',
  title: 'webpack',
  tools: { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
  files: page,
  build: ['webpack --mode production --entry ./main.js --output-filename main.js'],
};

export const rspack: App = {
  ...shared,
  name: 'rspack',
  title: 'Rspack',
  tools: { '@rspack/core': '2.3.4', '@rspack/cli': '2.2.8' },
  files: { ...page, 'rspack.config.mjs': `export default { entry: './main.js', output: { filename: 'main.js' } };\n` },
  build: ['rspack build --mode production'],
};

export const parcel: App = {
  ...shared,
  name: 'parcel',
  title: 'Parcel',
  tools: { parcel: '2.16.4' },
  // without it Parcel 2 knows no package's `exports`
  manifest: { '@parcel/resolver-default': { packageExports: true } },
  files: { 'index.html': html(module('main.js')), 'main.js': SEGMENTER },
  build: ['parcel build index.html --no-cache --no-source-maps'],
};

export const rollup: App = {
  ...shared,
  name: 'rollup',
  title: 'Rollup',
  tools: { rollup: '4.68.8', '@rollup/plugin-node-resolve': '16.0.3' },
  files: { ...page, 'main.js': POINTED },
  build: ['rollup main.js --plugin node-resolve --dir dist --format es', COPY],
};

export const esbuild: App = {
  ...shared,
  name: 'esbuild',
  title: 'esbuild',
  tools: { esbuild: '0.28.2' },
  files: { ...page, 'main.js': POINTED },
  build: ['esbuild main.js --bundle --minify --format=esm --splitting --outdir=dist', COPY],
};

const mapped = (address: string): App['files'] => ({
  'main.js': SEGMENTER,
  'index.html': html(
    module('main.js'),
    `<script type="importmap">{ "imports": { "perpixel": "${address}lib/index.js" } }</script>`,
  ),
});

/** Nothing is built: the browser finds the package where it was installed. */
export const importMap: App = {
  ...shared,
  name: 'import-map',
  title: 'no bundler, import map',
  tools: {},
  out: '.',
  files: mapped('./node_modules/perpixel/'),
  build: [],
};

/** As from a CDN: scripts, workers, runtime and models are another server's. */
export const anotherOrigin: App = {
  ...importMap,
  name: 'another-origin',
  title: 'no bundler, from another origin',
  files: mapped(ELSEWHERE),
  conditions: [ISOLATED, PLAIN, CREDENTIALLESS],
};
