import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { buildDocs } from '../docs/site.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Puts the documentation into dist/docs, so that a link of the app never leads nowhere; in development makes it when it is first wanted. */
export function docs(root: string): Plugin {
  const kept = join(root, 'node_modules/.cache/perpixel-docs');
  let made: Promise<unknown> | null = null;
  return {
    name: 'perpixel:docs',
    configureServer(server) {
      server.middlewares.use('/docs', (request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://docs').pathname;
        const file = join(kept, path.endsWith('/') ? `${path}index.html` : path);
        if (!file.startsWith(kept + sep)) return next();
        made ??= build(root, kept);
        made
          .then(() => readFile(file))
          .then(
            (bytes) => response.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain').end(bytes),
            () => next(),
          );
      });
    },
    async writeBundle({ dir }) {
      if (dir?.endsWith('dist')) await build(root, join(dir, 'docs'));
    },
  };
}

/** Loaded when it is needed: whatever reads vite's configuration would wait for its highlighter otherwise. */
async function build(root: string, out: string): Promise<void> {
  const { tsImport } = await import('tsx/esm/api');
  const site = (await tsImport('./.config/docs/site.ts', join(root, 'vite.config.ts'))) as {
    readonly buildDocs: typeof buildDocs;
  };
  await site.buildDocs(root, out);
}
