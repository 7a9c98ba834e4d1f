import { nothingWritten } from './lacks.ts';
import { FilmClock, type Movie, type MovieKind } from './movie.ts';

export interface RecorderOptions {
  /** What is shown; its track stays its owner's. */
  readonly stream: MediaStream;
  readonly kind: MovieKind;
  /** The microphone's; null: the film is silent. */
  readonly sound: MediaStreamTrack | null;
  onError(): void;
}

const TYPES: Readonly<Record<MovieKind, readonly string[]>> = {
  mp4: ['video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/mp4'],
  webm: ['video/webm;codecs=vp9,opus', 'video/webm'],
};

/**
 * A film by the browser's own recorder, for browsers whose encoders a page does not reach.
 * @returns null: this browser records nothing of that kind
 */
export function recorderMovie({ stream, kind, sound, onError }: RecorderOptions): Movie | null {
  if (typeof MediaRecorder === 'undefined') return null;
  const mimeType = TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) return null;
  const tracks = [...stream.getVideoTracks(), ...(sound ? [sound] : [])];
  const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType });
  const parts: Blob[] = [];
  const clock = new FilmClock();
  let bytes = 0;
  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data);
    bytes += data.size;
  });
  recorder.addEventListener('error', () => onError());
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  try {
    recorder.start(1000);
  } catch {
    // what it says of a type is of the type, and not of these tracks
    return null;
  }
  return {
    kind,
    get bytes() {
      return bytes;
    },
    get seconds() {
      return clock.seconds;
    },
    add: () => undefined,
    pause() {
      clock.pause();
      if (recorder.state === 'recording') recorder.pause();
    },
    resume() {
      clock.resume();
      if (recorder.state === 'paused') recorder.resume();
    },
    async finish() {
      clock.pause();
      if (recorder.state !== 'inactive') recorder.stop();
      await stopped;
      // an encoder that did not come about tells nothing of it
      if (bytes === 0) throw nothingWritten();
      const film = new Blob(parts, { type: kind === 'mp4' ? 'video/mp4' : 'video/webm' });
      const { timedFilm } = await import('./timed-film.ts');
      return timedFilm(film, kind);
    },
    discard() {
      if (recorder.state !== 'inactive') recorder.stop();
    },
  };
}
