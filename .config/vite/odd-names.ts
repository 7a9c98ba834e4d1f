import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { readable } from '../../src/core/text/names.ts';

const TYPES: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** The preview server itself finds no file with a question mark, a hash or a slash's code in its name. */
export function oddNames(root: string): Plugin {
  const dist = join(root, 'dist');
  return {
    name: 'perpixel:odd-names',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        const file = join(dist, readable(path));
        if (!/%(?:3f|23|3b|2c|40|26|3d|2b|24)/i.test(path) || !file.startsWith(dist + sep)) return next();
        stat(file).then(
          ({ size }) => {
            const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
            const [start, end] = [Number(from), Math.min(size - 1, to === '' ? Infinity : Number(to))];
            response.setHeader('Content-Type', TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream');
            response.setHeader('Accept-Ranges', 'bytes');
            if (start > end) return response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
            response.setHeader('Content-Length', end - start + 1);
            if (request.headers.range) response.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${size}` });
            if (request.method === 'HEAD') return response.end();
            return createReadStream(file, { start, end }).pipe(response);
          },
          () => next(),
        );
      });
    },
  };
}
