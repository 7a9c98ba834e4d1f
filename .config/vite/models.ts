import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Serves `models/dist` at `/lib/models/` and copies it there in a build. */
export function models(root: string): Plugin {
  const built = join(root, 'models/dist');
  return {
    name: 'perpixel:models',
    configureServer(server) {
      server.middlewares.use('/lib/models', (request, response, next) => {
        const name = new URL(request.url ?? '/', 'http://models').pathname.slice(1);
        if (!/^[\w.-]+\.(onnx|tflite|json|bin)$/.test(name)) return next();
        readFile(join(built, name)).then(
          (bytes) => {
            response.setHeader(
              'Content-Type',
              name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
            );
            response.setHeader('Cache-Control', 'no-cache');
            response.setHeader('Content-Length', bytes.length);
            response.end(bytes);
          },
          () => {
            response.statusCode = 404;
            response.end();
          },
        );
      });
    },
    async writeBundle({ dir }) {
      if (!dir || !dir.endsWith('dist')) return;
      const target = join(dir, 'lib/models');
      await mkdir(target, { recursive: true });
      await cp(built, target, { recursive: true, filter: (path) => !/[/\\]\.[^/\\]+$/.test(path) });
    },
  };
}
