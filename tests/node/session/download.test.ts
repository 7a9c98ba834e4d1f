import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { download } from '../../../src/platform/download/download.ts';

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => (server.closeAllConnections(), server.close(), undefined));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/mine.onnx`;
}

function fetched(url: string, patience?: number): Promise<ArrayBuffer> {
  return download(url, {
    phase: 'model',
    bytes: 0,
    onProgress: () => undefined,
    failed: (problem, cause, remedy = 'none') => new PerPixelError('model-download', problem, remedy, { cause }),
    ...(patience ? { patience } : {}),
  });
}

describe('a download', () => {
  it.each([
    [404, /nothing lies there/],
    [403, /allow it/],
    [429, /Wait/],
    [500, /server failed/],
    [503, /server failed/],
    [418, /Check the address and the connection/],
  ])('that is answered %i says so, and what to do', async (status, remedy) => {
    const url = await serving((_, response) => response.writeHead(status).end());
    await expect(fetched(url)).rejects.toMatchObject({
      problem: `the server answered ${status} for /models/mine.onnx`,
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  it('from a server that says nothing is given up', async () => {
    const url = await serving(() => undefined);
    await expect(fetched(url, 60)).rejects.toMatchObject({ problem: 'the server sent nothing for 0.06 s' });
  });

  it('that stops half-way is given up, but not one that is merely slow', async () => {
    const stuck = await serving((_, response) => response.writeHead(200, { 'Content-Length': '9' }).write('abc'));
    await expect(fetched(stuck, 80)).rejects.toMatchObject({ problem: 'the server sent nothing for 0.08 s' });
    const slow = await serving((_, response) => {
      response.writeHead(200, { 'Content-Length': '6' });
      const letters = Array.from('abcdef');
      const beat = setInterval(() => (letters.length > 0 ? response.write(letters.shift()) : clearInterval(beat)), 100);
    });
    expect((await fetched(slow, 400)).byteLength).toBe(6);
  });

  it('that breaks off is told as that', async () => {
    const url = await serving((request, response) => {
      response.writeHead(200, { 'Content-Length': '9' }).write('abc', () => request.socket.destroy());
    });
    await expect(fetched(url)).rejects.toMatchObject({ problem: 'the connection broke off' });
  });

  it('without a network is told as that, but not of this machine itself', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    onTestFinished(() => void vi.unstubAllGlobals());
    await expect(fetched('http://models.invalid/mine.onnx')).rejects.toMatchObject({
      problem: 'this machine is offline, and models.invalid was not reached',
    });
    await expect(fetched('http://127.0.0.1:9/mine.onnx')).rejects.toMatchObject({
      problem: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9 was not reached/) as string,
    });
  });

  it('of an address that browsers load nothing from is told so', async () => {
    await expect(fetched('file:///models/mine.onnx')).rejects.toMatchObject({
      problem: expect.stringContaining('file:') as string,
    });
  });
});
