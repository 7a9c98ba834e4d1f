import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { littleEndian, onnxFile } from '../fixtures/onnx/onnx-file.ts';
import type { SemanticManifest } from '../../workers/tasks/semantic/manifest.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export type Answers = Readonly<
  Record<string, Uint8Array | string | ((request: IncomingMessage, response: ServerResponse) => void)>
>;

export interface ModelSite {
  /** Ends in a slash. */
  readonly origin: string;
  /** What some paths are answered with; everything else is the built library. */
  answers: Answers;
  /** The paths that were asked for, each time. */
  readonly requests: string[];
}

/** A server of the test's own, with these headers on whatever it sends. */
export async function modelSite(headers: Readonly<Record<string, string>> = {}): Promise<ModelSite> {
  const requests: string[] = [];
  const site: { origin: string; answers: Answers; requests: string[] } = { origin: '', answers: {}, requests };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    requests.push(pathname);
    Object.entries(headers).forEach(([name, value]) => response.setHeader(name, value));
    const own = site.answers[pathname];
    if (typeof own === 'function') return own(request, response);
    const content = own === undefined ? readFile(join('dist', pathname)) : Promise.resolve(Buffer.from(own));
    content.then(
      (bytes) => {
        response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => (server.closeAllConnections(), server.close(), undefined));
  site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return site;
}

const SIDE = 4;
const WEIGHTS = [8, 0, 0, 0, 8, 0, 0, 0, 8];
const PORT = { shape: [1, 3, SIDE, SIDE] };

/** A model that labels red, green and blue. @param weights the file, beside its own, that it keeps its weights in */
export function colourModel(weights?: string): Uint8Array<ArrayBuffer> {
  return onnxFile({
    inputs: [{ name: 'in', ...PORT }],
    outputs: [{ name: 'out', ...PORT }],
    nodes: [{ op: 'Conv', inputs: ['in', 'w'], output: 'out' }],
    constants: {
      w: { shape: [3, 3, 1, 1], values: WEIGHTS, ...(weights ? { external: { file: weights, offset: 16 } } : {}) },
    },
  });
}

/** The weights, behind some bytes that are not theirs. */
export const WEIGHT_FILE = Uint8Array.from([...Array.from({ length: 16 }, () => 255), ...littleEndian(WEIGHTS)]);

export function factsOf(file: string, bytes: Uint8Array): { file: string; sha256: string; bytes: number } {
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

export function manifestOf(file: string, bytes: Uint8Array, more: Partial<SemanticManifest> = {}): string {
  const manifest: SemanticManifest = {
    id: 'mine',
    title: 'Mine',
    licence: 'Apache-2.0',
    origin: 'this test',
    ...factsOf(file, bytes),
    input: { name: 'in', width: SIDE, height: SIDE },
    output: { name: 'out', kind: 'logits' },
    classes: ['#ff0000', '#00ff00', '#0000ff'].map((colour, id) => ({ id, name: `c${id}`, colour })),
    ...more,
  };
  return JSON.stringify(manifest);
}
