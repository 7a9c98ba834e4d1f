import type { ReactiveControllerHost } from 'lit';
import { afterEach, expect, it, vi } from 'vitest';
import { Windows } from '../../../src/elements/outward/windows.ts';
import { PictureStream } from '../../../src/live/picture-stream.ts';

afterEach(() => vi.restoreAllMocks());

function windows(): { ways: Windows; errors: string[]; streams: MediaStream[] } {
  const errors: string[] = [];
  const streams: MediaStream[] = [];
  const host = { addController: () => undefined, requestUpdate: () => undefined } as unknown as ReactiveControllerHost;
  const pictures = new PictureStream(() => undefined);
  const stream = (): MediaStream => {
    streams.push(pictures.open(null));
    return streams.at(-1)!;
  };
  const ways = new Windows(host, { pictures, stream, onError: ({ message }) => errors.push(message) });
  return { ways, errors, streams };
}

/** A browser whose small window holds the video that asked for it last. */
function smallWindow(): void {
  const asked = vi.spyOn(HTMLVideoElement.prototype, 'requestPictureInPicture');
  asked.mockResolvedValue({} as PictureInPictureWindow);
  const newest = (): Element | null => (asked.mock.contexts.at(-1) as Element | undefined) ?? null;
  vi.spyOn(document, 'pictureInPictureElement', 'get').mockImplementation(newest);
}

it('a small window that cannot be left does no harm, as one that is gone already', async () => {
  const { ways, errors } = windows();
  smallWindow();
  ways.open('small');
  await vi.waitFor(() => expect(ways.small).toBe(true));
  const exit = vi.spyOn(document, 'exitPictureInPicture').mockRejectedValue(new DOMException('', 'InvalidStateError'));
  // a rejection that nobody handles fails the run
  ways.open('small');
  ways.hostDisconnected();
  expect(exit).toHaveBeenCalledTimes(2);
  expect(errors).toEqual([]);
});

it('a browser that shows no window says so, and what was streamed for it ends', async () => {
  const { ways, errors, streams } = windows();
  vi.spyOn(HTMLVideoElement.prototype, 'requestPictureInPicture').mockRejectedValue(
    new DOMException('', 'NotAllowedError'),
  );
  vi.spyOn(window, 'open').mockReturnValue(null);
  ways.open('small');
  await vi.waitFor(() => expect(errors).toHaveLength(1));
  ways.open('shared');
  expect(errors).toEqual([expect.stringMatching(/small window/), expect.stringMatching(/no window.*Allow pop-ups/)]);
  const states = streams.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState);
  expect(states).toEqual(['ended', 'ended']);
});

it('a window that is loaded again shows the picture again, and what was streamed for it ends when it is closed', async () => {
  const { ways, streams } = windows();
  const frame = document.createElement('iframe');
  document.body.append(frame);
  vi.spyOn(window, 'open').mockReturnValue(frame.contentWindow);
  ways.open('shared');
  const film = (): HTMLVideoElement | null | undefined => frame.contentDocument?.querySelector('video');
  expect(film()?.srcObject).toBe(streams[0]);
  frame.contentDocument?.body.replaceChildren();
  await vi.waitFor(() => expect(film()?.srcObject).toBe(streams[0]));
  frame.remove();
  await vi.waitFor(() => expect(streams[0]?.getTracks()[0]?.readyState).toBe('ended'));
});
