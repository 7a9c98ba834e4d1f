import { afterEach, describe, expect, it } from 'vitest';
import { openCamera } from '../../../src/sources/camera/camera.ts';
import { needs } from '../needs.ts';

const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const events = { onChange: () => undefined, onError: () => undefined };
afterEach(() => {
  navigator.mediaDevices.getUserMedia = own;
});

describe('a camera', async () => {
  it.each([
    ['NotAllowedError', 'camera-denied', /address bar/],
    ['NotFoundError', 'camera-missing', /Plug one in/],
    ['OverconstrainedError', 'camera-missing', /Plug one in/],
    ['SomeError', 'camera-busy', /Close the other program/],
    ['NotReadableError', 'camera-busy', /Close the other program/],
    ['AbortError', 'camera-busy', /Close the other program/],
  ])('that answers %s ends in %s, with what to do', async (name, code, remedy) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('as a driver says it', name));
    const opening = openCamera(events);
    await expect(opening).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) as string });
  });

  it('gives a stream of frames, and another after that one', await needs('trackProcessor'), async () => {
    const camera = await openCamera(events);
    for (let round = 0; round < 2; round += 1) {
      const reader = camera.stream()?.getReader();
      for (let i = 0; i < 3; i += 1) {
        const frame = (await reader?.read())?.value;
        expect(frame?.displayWidth).toBe(camera.size.width);
        frame?.close();
      }
      await reader?.cancel();
    }
    camera.close();
    camera.close();
  });

  it('is let go of when nobody waits for it any more', async () => {
    await expect(openCamera({ ...events, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
