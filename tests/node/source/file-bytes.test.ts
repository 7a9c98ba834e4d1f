import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { partOf } from '../../../src/sources/video/file-bytes.ts';

const FILE = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
let server: Server;
let address: URL;

beforeAll(async () => {
  server = createServer((_request, response) => response.end(FILE));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  address = new URL(`http://localhost:${(server.address() as AddressInfo).port}/file.mp4`);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** As in Safari, whose streams cannot be looped over. */
function withoutLoops(): void {
  const loop = Object.getOwnPropertyDescriptor(ReadableStream.prototype, Symbol.asyncIterator);
  Reflect.deleteProperty(ReadableStream.prototype, Symbol.asyncIterator);
  onTestFinished(() => {
    if (loop) Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, loop);
  });
}

describe('a part of what lies at an address', () => {
  it.each([
    [0, 16],
    [70_000, 100_000],
    [199_990, 100],
    [300_000, 10],
  ])('from byte %i on, %i of them, is cut out where the server gives the whole', async (from, length) => {
    withoutLoops();
    const { bytes } = await partOf(address, from, length);
    expect(Buffer.from(bytes).equals(FILE.subarray(from, from + length))).toBe(true);
  });
});
