import { readFileSync } from 'node:fs';
import { TARGETS } from '../../../src/apps/playground/snippets.ts';
import { snippetsOf } from '../../docs/snippets.ts';
import { CREDENTIALLESS, DEVELOPMENT, ISOLATED, PLAIN, STRICT } from '../conditions.ts';
import { ATTRIBUTES, html, module, SEGMENTER, type App } from '../app.ts';

const VITE = { vite: '8.3.8' };
const OLDER = { vite: '7.3.8' };
const shared = { build: ['vite build'], out: 'dist' } as const;
/** What the documentation and the playground show of a framework, as files that its own checker reads. */
function shown(language: 'vue' | 'svelte'): Record<string, string> {
  const guide = snippetsOf('', readFileSync(new URL('../../../docs/guide/frameworks.md', import.meta.url), 'utf8'));
  const written = TARGETS[language].write({ source: 'street', opacity: 0.5, refine: { minRegion: 3 }, controls: true });
  const pieces = [...guide.flatMap((each) => (each.language === language ? [each.code] : [])), written];
  return Object.fromEntries(pieces.map((code, at) => [`Shown${at}.${language}`, code]));
}

/** For those checkers: everything is checked, markup too. */
const TYPESCRIPT = { typescript: '6.0.3' };
const checked = (framework: string, options = {}, more = {}): Record<string, string> => ({
  'known.d.ts': `import type {} from 'perpixel/frameworks/${framework}';\n`,
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2023',
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2023', 'dom', 'dom.iterable'],
      strict: true,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      ...options,
    },
    include: ['*.d.ts', `*.${framework}`],
    ...more,
  }),
});

const page = { 'index.html': html(`<div id="app"></div>${module('/main.js')}`) };

export const viteSegmenter: App = {
  ...shared,
  name: 'vite',
  title: 'Vite',
  tools: VITE,
  files: { ...page, 'main.js': SEGMENTER },
  uses: 'segmenter',
  conditions: [ISOLATED, PLAIN, CREDENTIALLESS, STRICT],
};

export const viteElement: App = {
  ...shared,
  name: 'vite-element',
  title: 'Vite, element',
  tools: VITE,
  files: {
    'index.html': html(`<per-pixel ${ATTRIBUTES}></per-pixel>${module('/main.js')}`),
    'main.js': `import 'perpixel/elements';\n`,
  },
  uses: 'element',
  conditions: [ISOLATED, PLAIN, STRICT],
};

export const vite7: App = { ...viteElement, name: 'vite-7', title: 'Vite 7, element', tools: OLDER };

/** The server of whoever develops: the package's modules are bundled for it, and its files stay where they were installed. */
export const viteDevelop: readonly App[] = [
  { name: 'vite-develop', title: 'Vite, its development server', tools: VITE },
  { name: 'vite-7-develop', title: 'Vite 7, its development server', tools: OLDER },
].map((each) => ({
  ...each,
  files: viteElement.files,
  uses: 'element',
  out: '.',
  build: [],
  develop: 'vite --port PORT --strictPort --host 127.0.0.1',
  conditions: [DEVELOPMENT],
}));

export const viteReact: App = {
  ...shared,
  name: 'vite-react',
  title: 'Vite, React',
  tools: { ...VITE, '@vitejs/plugin-react': '6.3.0', react: '19.3.1', 'react-dom': '19.3.1' },
  files: {
    'index.html': html(`<div id="app"></div>${module('/main.jsx')}`),
    'vite.config.js': `import react from '@vitejs/plugin-react';\nexport default { plugins: [react()] };\n`,
    'main.jsx': `import { createRoot } from 'react-dom/client';
import { PerPixel } from 'perpixel/react';

createRoot(document.getElementById('app')).render(<PerPixel ${ATTRIBUTES.replace('opacity="1"', 'opacity={1}')} />);
`,
  },
  uses: 'element',
  onServer: true,
};

export const viteVue: App = {
  ...shared,
  name: 'vite-vue',
  title: 'Vite, Vue',
  tools: { ...VITE, '@vitejs/plugin-vue': '6.0.11', vue: '3.5.45', ...TYPESCRIPT, 'vue-tsc': '3.3.14' },
  build: ['vue-tsc', ...shared.build],
  files: {
    ...page,
    ...shown('vue'),
    // in plain scripts it gives a handler's parameters no types
    ...checked('vue', { noImplicitAny: false }, { vueCompilerOptions: { strictTemplates: true } }),
    'vite.config.js': `import vue from '@vitejs/plugin-vue';
const compilerOptions = { isCustomElement: (tag) => tag === 'per-pixel' };
export default { plugins: [vue({ template: { compilerOptions } })] };
`,
    'App.vue': `<script setup>\nimport 'perpixel/elements';\n</script>\n\n<template>\n  <per-pixel ${ATTRIBUTES} />\n</template>\n`,
    'main.js': `import { createApp } from 'vue';\nimport App from './App.vue';\n\ncreateApp(App).mount('#app');\n`,
  },
  uses: 'element',
};

export const viteSvelte: App = {
  ...shared,
  name: 'vite-svelte',
  title: 'Vite, Svelte',
  tools: { ...VITE, '@sveltejs/vite-plugin-svelte': '7.3.1', svelte: '5.57.3', ...TYPESCRIPT, 'svelte-check': '4.7.8' },
  build: ['svelte-check --fail-on-warnings', ...shared.build],
  files: {
    ...page,
    ...shown('svelte'),
    ...checked('svelte'),
    'vite.config.js': `import { svelte } from '@sveltejs/vite-plugin-svelte';\nexport default { plugins: [svelte()] };\n`,
    'App.svelte': `<script>\n  import 'perpixel/elements';\n</script>\n\n<per-pixel ${ATTRIBUTES}></per-pixel>\n`,
    'main.js': `import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app') });
`,
  },
  uses: 'element',
};
