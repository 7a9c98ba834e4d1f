import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../../workers/offline/byte-range.ts';

const film = (): Response => new Response('0123456789', { headers: { 'Content-Type': 'video/mp4' } });

describe('a part of a kept film', () => {
  it.each([
    ['bytes=0-', 'bytes 0-9/10', '0123456789'],
    ['bytes=2-4', 'bytes 2-4/10', '234'],
    ['bytes=8-99', 'bytes 8-9/10', '89'],
    ['bytes=-3', 'bytes 7-9/10', '789'],
    ['bytes=-99', 'bytes 0-9/10', '0123456789'],
    ['bytes=9-9', 'bytes 9-9/10', '9'],
  ])('%s is what RFC 9110 says', async (range, named, text) => {
    const part = await partOf(film(), range);
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(named);
    expect(part.headers.get('content-length')).toBe(String(text.length));
    expect(part.headers.get('content-type')).toBe('video/mp4');
    expect(await part.text()).toBe(text);
  });

  it.each(['bytes=10-', 'bytes=5-4', 'bytes=-0'])('%s cannot be had', async (range) => {
    const part = await partOf(film(), range);
    expect(part.status).toBe(416);
    expect(part.headers.get('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'nonsense'])('“%s” gets the whole', async (range) => {
    const whole = await partOf(film(), range);
    expect(whole.status).toBe(200);
    expect(await whole.text()).toBe('0123456789');
  });

  it('is the same bytes, wherever it begins and ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(9), fc.nat(9), async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(await (await partOf(film(), `bytes=${from}-${to}`)).text()).toBe('0123456789'.slice(from, to + 1));
      }),
    );
  });
});
