import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMovie, type Wanted } from '../../../src/elements/recording/open-movie.ts';
import { needs } from '../needs.ts';
import { drawing, filmed, microphone } from './filmed.ts';

// before anybody asks for it: what a browser can is tried once
vi.stubGlobal('VideoEncoder', undefined);

let scene: ReturnType<typeof drawing>;
beforeEach(() => (scene = drawing()));
afterEach(() => {
  scene.stop();
  vi.restoreAllMocks();
});

const wanted = (options: Partial<Wanted> = {}): Wanted => ({
  kind: 'webm',
  sound: false,
  size: { width: 64, height: 48 },
  stream: scene.stream,
  onError: () => undefined,
  onFull: () => undefined,
  ...options,
});
const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

describe('without encoders', await needs('recorder'), () => {
  it('a film is recorded all the same, and its file says how long it is, pauses left out', async () => {
    const { movie } = await openMovie(wanted());
    await vi.waitFor(() => expect(movie.seconds).toBeGreaterThan(0.8));
    movie.pause();
    const paused = movie.seconds;
    await pause(700);
    expect(movie.seconds).toBe(paused);
    movie.resume();
    await vi.waitFor(() => expect(movie.seconds).toBeGreaterThan(paused + 0.4));
    const film = await movie.finish(null);
    const { told, seconds, sound } = await filmed(film);
    expect(told).toBeCloseTo(seconds, 1);
    expect(Math.abs(told - movie.seconds)).toBeLessThan(0.35);
    expect([sound, film.type]).toEqual([false, 'video/webm']);
  });

  it('one of a kind that the browser does not record becomes one of the other', async () => {
    vi.spyOn(MediaRecorder, 'isTypeSupported').mockImplementation((type) => type.startsWith('video/webm'));
    const { movie } = await openMovie(wanted({ kind: 'mp4' }));
    expect(movie.kind).toBe('webm');
    movie.discard();
  });

  it('a microphone that cannot be had is told, with what helps', async () => {
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await expect(openMovie(wanted({ sound: true }))).rejects.toMatchObject({
      code: 'option-invalid',
      remedy: expect.stringMatching(/record without sound/),
    });
  });
});

describe('without encoders, and with a microphone', await needs('recorder', 'microphone'), () => {
  it('the microphone is asked for where its sound is wanted, and heard in the film', async () => {
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    const silent = await openMovie(wanted());
    expect([asked.mock.calls.length, silent.microphone]).toEqual([0, null]);
    silent.movie.discard();
    const { movie, microphone: voice } = await openMovie(wanted({ sound: true }));
    expect(asked).toHaveBeenCalledExactlyOnceWith({ audio: true });
    await vi.waitFor(() => expect(movie.seconds).toBeGreaterThan(0.5));
    const { sound } = await filmed(await movie.finish(null));
    voice?.stop();
    expect(sound).toBe(true);
  });

  it('and without a recorder, it is told which browser records, and the microphone is let go of', async () => {
    const voice = await microphone();
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(new MediaStream([voice]));
    vi.spyOn(MediaRecorder, 'isTypeSupported').mockReturnValue(false);
    await expect(openMovie(wanted({ sound: true }))).rejects.toMatchObject({
      code: 'video-unsupported',
      remedy: expect.stringMatching(/Chrome/),
    });
    expect(voice.readyState).toBe('ended');
  });
});
