import { CREDENTIALLESS, ISOLATED, PLAIN, STRICT } from '../conditions.ts';
import { ATTRIBUTES, html, module, SEGMENTER, type App } from '../app.ts';

const VITE = { vite: '8.3.8' };
// the tiny model is so small that it would be put into the script, whose policy then has to allow “data:”
const shared = { build: ['vite build --assetsInlineLimit 0'], out: 'dist' } as const;
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
  tools: { ...VITE, '@vitejs/plugin-vue': '6.0.11', vue: '3.5.45' },
  files: {
    ...page,
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
  tools: { ...VITE, '@sveltejs/vite-plugin-svelte': '7.3.1', svelte: '5.57.3' },
  files: {
    ...page,
    'vite.config.js': `import { svelte } from '@sveltejs/vite-plugin-svelte';\nexport default { plugins: [svelte()] };\n`,
    'App.svelte': `<script>\n  import 'perpixel/elements';\n</script>\n\n<per-pixel ${ATTRIBUTES}></per-pixel>\n`,
    'main.js': `import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app') });
`,
  },
  uses: 'element',
};
