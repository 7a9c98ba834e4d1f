import { ATTRIBUTES, type App } from '../app.ts';

const shared = {
  tools: { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' },
  out: 'out',
  files: {
    'next.config.mjs': `export default { output: 'export' };\n`,
    'app/layout.jsx': `export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
    'app/page.jsx': `'use client';
import { PerPixel } from 'perpixel/react';

export default function Page() {
  return <PerPixel ${ATTRIBUTES.replace('opacity="1"', 'opacity={1}')} />;
}
`,
  },
  uses: 'element',
} as const;

/** Its app router, with the bundler that it takes by itself. */
export const next: App = { ...shared, name: 'next', title: 'Next.js (Turbopack)', build: ['next build'] };

export const nextWebpack: App = {
  ...shared,
  name: 'next-webpack',
  title: 'Next.js (webpack)',
  build: ['next build --webpack'],
};
