import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { production } from '../../.config/vite/headers.ts';

const DIST = 'dist';
const TYPES: Record<string, string> = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.mp4': 'video/mp4',
};

/** The built site on a server of its own, which can be updated and switched off. */
export class ChangingSite {
  readonly #files = new Map<string, Buffer>();
  #server: Server | null = null;

  async start(port = 0): Promise<string> {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      const path = pathname === '/' ? 'index.html' : pathname.slice(1);
      this.read(path).then(
        (bytes) => {
          const type = TYPES[extname(path)] ?? 'application/octet-stream';
          response.writeHead(200, { ...production, 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => this.#server?.listen(port, 'localhost', resolve));
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
    this.#server = null;
  }

  async read(path: string): Promise<Buffer> {
    return this.#files.get(path) ?? readFile(join(DIST, path));
  }

  async text(path: string): Promise<string> {
    return (await this.read(path)).toString('utf8');
  }

  put(path: string, content: string | Buffer): void {
    this.#files.set(path, Buffer.from(content));
  }

  /** Another version: `path` reads so, and the service worker's list says so; or says another hash, where it is `spoilt`. */
  async update(path: string, text: string, { spoilt = false } = {}): Promise<void> {
    const before = sha256(await this.read(path));
    this.put(path, text);
    const after = spoilt ? sha256(Buffer.from('what was meant')) : sha256(Buffer.from(text));
    const worker = await this.text('sw.js');
    if (!worker.includes(before)) throw new Error(`sw.js does not list ${path}`);
    this.put('sw.js', worker.replace(before, after));
  }

  /** The way it was built. */
  reset(): void {
    this.#files.clear();
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
