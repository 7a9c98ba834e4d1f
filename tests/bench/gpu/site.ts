import { createServer, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import sirv from 'sirv';
import { ISOLATION } from '../../../src/cli/serve/isolation.ts';

/** Folders by the first part of their addresses; `site` is at the root too. A file may lie there as brotli alone (`.br`). */
export type Folders = Readonly<Record<'site' | 'vision' | 'model' | 'litert' | 'selfie', string>>;

export interface Site {
  /** With a slash at the end. */
  readonly address: string;
  close(): void;
}

/** A page with nothing on it, for what brings its own. */
export const EMPTY = 'empty';
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><body>';

const WORKER = /\/lib\/pipeline\.worker-[\w-]+\.js$/;

/** Serves the built site, isolated, with what the peers are made of beside it. @param prefix put before a stream's worker script */
export async function serveSite(folders: Folders, prefix: string): Promise<Site> {
  const serving = Object.entries(folders).map(
    ([name, folder]) => [name, sirv(folder, { dev: true, brotli: true, single: false })] as const,
  );
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    if (WORKER.test(pathname)) {
      void sendPrefixed(join(folders.site, pathname.replace(/^\/site/, '')), prefix, response);
      return;
    }
    const [, first = ''] = pathname.split('/');
    if (first === EMPTY) {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
      return;
    }
    const [, files] = serving.find(([name]) => name === first) ?? serving[0]!;
    if (first in folders) request.url = pathname.slice(first.length + 1);
    files(request, response, () => void response.writeHead(404).end('Not found'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function sendPrefixed(path: string, prefix: string, response: ServerResponse): Promise<void> {
  const script = await readFile(path, 'utf8').catch(async () => brotliDecompressSync(await readFile(`${path}.br`)));
  response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(prefix + script.toString());
}
