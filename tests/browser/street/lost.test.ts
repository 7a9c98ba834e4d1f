import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStreet } from '../../../src/sources/street/street.ts';
import { Street } from '../../../workers/street/street.ts';
import type { PerPixelError } from '../../../src/core/errors/errors.ts';
import { videoFrame } from './video-frame.ts';

const SIZE = { width: 64, height: 36 };

describe('the street whose graphics are lost', () => {
  const street = new Street();
  let graphics: WEBGL_lose_context | null = null;

  beforeEach(async () => {
    const { getContext } = OffscreenCanvas.prototype;
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(function (this: OffscreenCanvas, ...args) {
      const context = getContext.apply(this, args);
      // the last canvas is the street's: the one before asks who draws
      if (context instanceof WebGL2RenderingContext) graphics = context.getExtension('WEBGL_lose_context');
      return context;
    } as typeof getContext);
    await street.open({ seed: 3, ...SIZE });
  });

  afterEach(async () => {
    await street.close();
    vi.restoreAllMocks();
  });

  it('waits until they are back, and then draws what it would have drawn', async () => {
    const before = await pixels();
    graphics?.loseContext();
    const begun = performance.now();
    setTimeout(() => graphics?.restoreContext(), 300);
    const after = await pixels();
    expect(performance.now() - begun).toBeGreaterThan(250);
    expect(after).toEqual(before);
  });

  it('says so when they do not come back', async () => {
    graphics?.loseContext();
    await expect(street.render(8.5, false)).rejects.toMatchObject({
      code: 'street-unavailable',
      message: expect.stringContaining('Try again') as string,
    });
  });

  async function pixels(): Promise<Uint8Array> {
    const { frame } = await street.render(8.5, false);
    const bytes = new Uint8Array(videoFrame(frame).allocationSize({ format: 'RGBA' }));
    await videoFrame(frame).copyTo(bytes, { format: 'RGBA' });
    frame.close();
    return bytes;
  }
});

it('the street whose worker dies says that it has stopped', async () => {
  const started: Worker[] = [];
  const { Worker: Original } = globalThis;
  vi.stubGlobal(
    'Worker',
    class extends Original {
      constructor(...args: ConstructorParameters<typeof Original>) {
        super(...args);
        started.push(this);
      }
    },
  );
  const errors: PerPixelError[] = [];
  const street = await openStreet({ onChange: () => undefined, onError: (error) => errors.push(error) });
  vi.unstubAllGlobals();
  try {
    let frames = 0;
    street.feed({
      offer: (frame) => {
        frames += 1;
        frame.close();
      },
      room: () => Promise.resolve(),
    });
    await street.play();
    await expect.poll(() => frames).toBeGreaterThan(1);
    for (const worker of started) worker.terminate();
    await expect.poll(() => errors.map(({ code }) => code)).toEqual(['street-unavailable']);
  } finally {
    street.close();
  }
});
