import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ALL_FORMATS, EncodedPacketSink, Input } from 'mediabunny';
import { expect, it, onTestFinished } from 'vitest';
import { sourceFor } from '../../../workers/video/video-source.ts';

const clip = readFileSync(new URL('../../fixtures/media/analysis/long.mp4', import.meta.url));

/** A server of the clip, and what was asked of it. */
async function served(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.range ?? 'all');
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/drive.mp4`, asked };
}

/** As servers of files do. */
function inRanges(request: IncomingMessage, response: ServerResponse): void {
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
  const end = Math.min(clip.length - 1, to === '' ? Infinity : Number(to));
  response.writeHead(206, { 'Content-Range': `bytes ${from}-${end}/${clip.length}` });
  response.end(clip.subarray(Number(from), end + 1));
}

async function packetsOf(source: Blob | string): Promise<number> {
  using input = new Input({ formats: ALL_FORMATS, source: (await sourceFor(source)).source });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no track');
  let count = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) count += packet.data.length > 0 ? 1 : 0;
  return count;
}

it('a video comes in ranges where the server gives them', async () => {
  const { url, asked } = await served(inRanges);
  expect(await packetsOf(url)).toBe(1500);
  expect(asked[0]).toBe('bytes=0-0');
  expect(asked).not.toContain('all');
});

it('a video comes whole, once, where the server gives no ranges, and is read in any order', async () => {
  const { url, asked } = await served((_, response) => response.end(clip));
  expect(await packetsOf(url)).toBe(1500);
  expect(asked).toHaveLength(1);
});

it('a connection that breaks off half-way is taken up again', async () => {
  const { url } = await served((request, response, nth) => {
    if (nth !== 2) return inRanges(request, response);
    response.writeHead(206, { 'Content-Range': `bytes 0-${clip.length - 1}/${clip.length}` });
    response.write(clip.subarray(0, 50_000), () => response.destroy());
  });
  expect(await packetsOf(url)).toBe(1500);
});

it.each([
  ['not there', (response: ServerResponse) => response.writeHead(404).end(), /drive\.mp4 could not .*answered 404/],
  ['cut off', (response: ServerResponse) => response.destroy(), /drive\.mp4 could not .*connection failed/],
])('a video that is %s is told with its address', async (_, answer, words) => {
  const { url } = await served((_request, response) => answer(response));
  await expect(sourceFor(url)).rejects.toMatchObject({
    code: 'source-unavailable',
    message: expect.stringMatching(words) as string,
  });
});

it('a server that goes away half-way is told after some tries', { timeout: 20_000 }, async () => {
  const { url, asked } = await served((request, response, nth) => {
    if (nth === 1) inRanges(request, response);
    else response.writeHead(503).end();
  });
  await expect(packetsOf(url)).rejects.toMatchObject({ code: 'source-unavailable' });
  expect(asked.length).toBeGreaterThan(2);
});

it('an empty file is an empty file', async () => {
  const { url } = await served((_, response) => response.writeHead(416, { 'Content-Range': 'bytes */0' }).end());
  expect(await (await sourceFor(url)).source.getSize()).toBe(0);
});
