import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { picture } from './picture.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A built app on a server of its own, which remembers what it was asked for. */
export class Site {
  readonly #server: Server;
  /** What was sent since it was started. */
  readonly #sent = new Map<string, Buffer>();
  /** What of it a worker runs, however a bundler named or minified it. */
  readonly #ofWorkers = new Set<string>();

  /**
   * @param headers of every answer
   * @param instead what stands in place of what, in documents
   */
  constructor(
    folder: string,
    headers: Readonly<Record<string, string>>,
    instead: Readonly<Record<string, string>> = {},
  ) {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      const content = path === '/picture.png' ? Promise.resolve(picture()) : readFile(join(folder, path));
      content.then(
        (bytes) => {
          this.#sent.set(path, bytes);
          if (isOfWorker(request.headers)) this.#ofWorkers.add(path);
          const type = TYPES[extname(path)] ?? 'application/octet-stream';
          const isDocument = extname(path) === '.html';
          const body = isDocument ? replaced(bytes.toString(), instead) : bytes;
          response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
        },
        () => response.writeHead(404, headers).end(),
      );
    });
  }

  /** @returns its address, ending in a slash */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Bytes of scripts that were sent, as a server with brotli sends them. @param those that hold one of these are another sum */
  scripts(apart: readonly Buffer[]): { own: number; apart: number } {
    const sum = { own: 0, apart: 0 };
    for (const [path, bytes] of this.#sent) {
      if (!TYPES[extname(path)]?.includes('javascript')) continue;
      const among = this.#ofWorkers.has(path) || apart.some((each) => each.equals(bytes)) ? 'apart' : 'own';
      sum[among] += brotliCompressSync(bytes).length;
    }
    return sum;
  }
}

/** A worker itself, or what a classic one imports; a page's modules come by CORS, its plain scripts from a document. */
function isOfWorker(headers: IncomingHttpHeaders): boolean {
  if (headers['sec-fetch-dest'] === 'worker') return true;
  return headers['sec-fetch-mode'] === 'no-cors' && (headers.referer ?? '').endsWith('.js');
}

function replaced(text: string, instead: Readonly<Record<string, string>>): string {
  return Object.entries(instead).reduce((all, [what, by]) => all.replaceAll(what, by), text);
}
