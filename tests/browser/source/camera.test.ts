import { afterEach, describe, expect, it } from 'vitest';
import { shownSize } from '../../../src/platform/stream-frame.ts';
import { openCamera } from '../../../src/sources/camera/camera.ts';
import { wallClock, type FrameSink } from '../../../src/sources/source.ts';
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

  it('hands its frames to a sink, then to another, then to nobody', await needs('trackProcessor'), async () => {
    const camera = await openCamera(events);
    const taken: [string, number][] = [];
    const sink = (name: string): FrameSink => ({
      offer(frame, { seconds, captured }) {
        taken.push([name, seconds]);
        expect(shownSize(frame)).toEqual(camera.size);
        expect(captured).toBeLessThanOrEqual(wallClock());
        frame.close();
      },
      room: () => Promise.resolve(),
    });
    const of = (name: string): number[] => taken.filter(([own]) => own === name).map(([, seconds]) => seconds);
    camera.feed(sink('first'));
    await expect.poll(() => of('first').length).toBeGreaterThan(2);
    camera.feed(sink('second'));
    const first = of('first');
    await expect.poll(() => of('second').length).toBeGreaterThan(2);
    expect(of('first')).toEqual(first);
    expect(first).toEqual(first.toSorted((a, b) => a - b));
    camera.feed(null);
    const all = taken.length;
    // a clone that was ended frees the frames that it holds, so that another still gets some
    camera.feed(sink('third'));
    await expect.poll(() => of('third').length).toBeGreaterThan(2);
    expect(taken.length - of('third').length).toBe(all);
    camera.close();
    camera.close();
  });

  it('is let go of when nobody waits for it any more', async () => {
    await expect(openCamera({ ...events, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
