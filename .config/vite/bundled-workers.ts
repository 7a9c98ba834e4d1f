import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build, type Plugin, type Rolldown, type ResolvedConfig } from 'vite';
import { kernels } from './kernels.ts';

const ENTRIES = '/workers/entries/';
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * For one run of the tests: workers are served as the few files that a build makes of them, and not as the hundred and more
 * modules that they are written in, which took half a second for each worker that a test starts.
 */
export function bundledWorkers(root: string): Plugin {
  return {
    name: 'perpixel:bundled-workers',
    configureServer({ config, middlewares }) {
      // whoever edits wants to see it
      if (config.server.watch) return;
      middlewares.use((request, response, next) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://workers');
        if (!pathname.startsWith(ENTRIES)) return next();
        const name = pathname.slice(ENTRIES.length).replace(/\.worker\.ts$/, '.worker.js');
        // a module of an entry is asked for by its source's name too, where a test imports it
        if (pathname.endsWith('.ts') && !searchParams.has('worker_file')) return next();
        bundle(root, config).then((files) => {
          const content = pathname.endsWith('.ts') && files.has(name) ? entered(name) : files.get(name);
          if (content === undefined) return next();
          response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
          response.setHeader('Cache-Control', 'max-age=3600');
          response.end(content);
        }, next);
      });
    },
  };
}

/**
 * A chunk imports what it shares with its entry from there, by the name of the built file. Under any other address the entry
 * would run a second time in its worker, and two services would reply to each message.
 */
function entered(name: string): string {
  return `import './${name}';\n`;
}

/** Each browser has a server, and each server loads this file anew: what was built for one serves the others. */
const shared = globalThis as { perpixelWorkers?: Promise<Files> };

function bundle(root: string, config: ResolvedConfig): Promise<Files> {
  return (shared.perpixelWorkers ??= made(root, config));
}

async function made(root: string, { define }: ResolvedConfig): Promise<Files> {
  const entries = (await readdir(join(root, ENTRIES))).filter((name) => name.endsWith('.worker.ts'));
  const output = {
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    assetFileNames: '[name]-[hash][extname]',
  };
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: ENTRIES,
    publicDir: false,
    plugins: [kernels(root)],
    define: define ?? {},
    worker: { format: 'es', plugins: () => [kernels(root)], rolldownOptions: { output } },
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      assetsInlineLimit: 0,
      // its helper asks for the document, which a worker has none of
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: entries.map((name) => join(root, ENTRIES, name)), output },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(built.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}
