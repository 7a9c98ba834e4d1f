import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { readable } from '../../src/core/text/names.ts';

const compress = promisify(brotliCompress);
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
  '.tflite': 'application/octet-stream',
  '.bin': 'application/octet-stream',
};
/** 5 costs 0.6 s for the wasm and comes within some per cent of 11, which costs a minute. */
const QUALITY = 5;
const SMALLEST = 1024;
/** Another content has another name: the browser need not ask again. */
const HASHED = /\/lib\/[\w.-]+-[\w-]{8}\.(?:js|css|wasm)$/;
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Writes a `.br` beside every file worth it, and has the preview server send that: vite's own sends wasm as it is. */
export function compressed(root: string): Plugin {
  const dist = join(root, 'dist');
  return {
    name: 'perpixel:compressed',
    apply: (_config, { command, isPreview }) => command === 'build' || isPreview === true,
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (this.environment.name !== 'client' || !existsSync(dist)) return;
        const entries = await readdir(dist, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in TYPES);
        await Promise.all(files.map((entry) => writeCompressed(join(entry.parentPath, entry.name))));
      },
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://preview').pathname;
        const file = join(dist, readable(path.endsWith('/') ? `${path}index.html` : path));
        const type = TYPES[extname(file)];
        const accepts = (request.headers['accept-encoding'] ?? '').includes('br');
        if (!type || !accepts || !file.startsWith(dist + sep) || request.headers.range) return next();
        readFile(`${file}.br`).then(
          (bytes) => {
            const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
            response.setHeader('Content-Type', type);
            response.setHeader('Vary', 'Accept-Encoding');
            response.setHeader('Cache-Control', HASHED.test(path) ? FOR_GOOD : 'no-cache');
            response.setHeader('ETag', tag);
            if (request.headers['if-none-match'] === tag) {
              response.writeHead(304).end();
              return;
            }
            response.setHeader('Content-Encoding', 'br');
            response.setHeader('Content-Length', bytes.length);
            response.end(bytes);
          },
          () => next(),
        );
      });
    },
  };
}

async function writeCompressed(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < SMALLEST) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${path}.br`, await compress(bytes, { params }));
}
