import type { ReactiveControllerHost } from 'lit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodedMovie } from '../../../src/elements/recording/encoded-movie.ts';
import { Recording } from '../../../src/elements/recording/recording.ts';
import { PictureStream } from '../../../src/live/picture-stream.ts';
import { needs } from '../needs.ts';
import { drawing, filmed, microphone } from './filmed.ts';

const begun: (() => void)[] = [];
afterEach(() => {
  begun.splice(0).forEach((end) => end());
  vi.restoreAllMocks();
});

/** A recording of a canvas, whose pictures come as a worker's do. */
function record(): { recording: Recording; saved: Blob[]; said: string[]; errors: string[]; turn(): void } {
  const scene = drawing();
  const [saved, said, errors]: [Blob[], string[], string[]] = [[], [], []];
  const pictures = new PictureStream(() => undefined);
  const host = { addController: () => undefined, requestUpdate: () => undefined } as unknown as ReactiveControllerHost;
  const recording = new Recording(host, {
    pictures,
    stream: () => pictures.open(scene.canvas),
    shows: () => true,
    ended: () => false,
    save: (film) => saved.push(film),
    say: (text) => said.push(text),
    onError: ({ message }) => errors.push(message),
  });
  const timer = setInterval(
    () => pictures.show(new VideoFrame(scene.canvas, { timestamp: performance.now() * 1000 })),
    33,
  );
  begun.push(
    () => clearInterval(timer),
    scene.stop,
    () => recording.hostDisconnected(),
  );
  return { recording, saved, said, errors, turn: () => Object.assign(scene.canvas, { width: 48, height: 64 }) };
}

describe('a recording', await needs('vp8Encoder'), () => {
  it('goes on where the picture turns, in the shape that it began with', async () => {
    const { recording, saved, errors, turn } = record();
    recording.choose({ kind: 'webm' });
    await recording.start();
    await vi.waitFor(() => expect(recording.seconds).toBeGreaterThan(0.4));
    turn();
    await vi.waitFor(() => expect(recording.seconds).toBeGreaterThan(0.9));
    await recording.stop();
    const { told } = await filmed(saved[0]!);
    expect(told).toBeGreaterThan(0.8);
    expect([errors, recording.state]).toEqual([[], 'ready']);
  });

  it('is as long as it was said to be where no pictures come any more', async () => {
    const scene = drawing();
    begun.push(scene.stop);
    const ignored = (): void => undefined;
    const size = { width: 64, height: 48 };
    const movie = (await encodedMovie({ size, kind: 'webm', sound: null, onError: ignored, onFull: ignored }))!;
    movie.add(scene.canvas);
    await vi.waitFor(() => expect(movie.seconds).toBeGreaterThan(0.6));
    const { told } = await filmed(await movie.finish(scene.canvas));
    expect(told).toBeCloseTo(movie.seconds, 1);
  });

  it('is saved where there is no memory for more', async () => {
    const { recording, saved, said } = record();
    recording.choose({ kind: 'webm' });
    await recording.start();
    await vi.waitFor(() => expect(recording.seconds).toBeGreaterThan(0.5));
    vi.spyOn(recording, 'bytes', 'get').mockReturnValue(2e9);
    await vi.waitFor(() => expect(saved).toHaveLength(1), { timeout: 5000 });
    expect(said.at(-1)).toBe('There is no room for a longer recording. What was recorded until then is saved.');
  });
});

describe('a recording with sound', await needs('vp8Encoder', 'microphone'), () => {
  it('tells of a microphone that gives no sound, or goes away, and films on', async () => {
    const { recording, saved, said } = record();
    const voice = await microphone();
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(new MediaStream([voice]));
    recording.choose({ kind: 'webm', sound: true });
    await recording.start();
    await vi.waitFor(() => expect(recording.seconds).toBeGreaterThan(0.3));
    voice.dispatchEvent(new Event('mute'));
    expect(said.at(-1)).toMatch(/gives no sound/);
    voice.stop();
    voice.dispatchEvent(new Event('ended'));
    expect(said.at(-1)).toMatch(/goes on without sound/);
    await vi.waitFor(() => expect(recording.seconds).toBeGreaterThan(0.8));
    await recording.stop();
    const { told, sound } = await filmed(saved[0]!);
    expect([told > 0.7, sound]).toEqual([true, true]);
  });
});
