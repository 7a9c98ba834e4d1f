import type { Size } from '../../core/geometry/fit.ts';
import { can } from '../../platform/capabilities.ts';
import { noMicrophone, noRecorder } from './lacks.ts';
import type { Movie, MovieKind } from './movie.ts';
import { recorderMovie } from './recorder-movie.ts';

export interface Wanted {
  readonly kind: MovieKind;
  /** With the microphone's sound. */
  readonly sound: boolean;
  /** Of the picture as it is now. */
  readonly size: Size;
  /** What is shown. */
  readonly stream: MediaStream;
  /** It cannot go on; what there is can be finished. */
  onError(): void;
  /** There is no memory for more. */
  onFull(): void;
}

/** A film under way, and the microphone that is on for it. */
export interface OpenedMovie {
  readonly movie: Movie;
  readonly microphone: MediaStreamTrack | null;
}

/**
 * Begins a film of the kind that is wanted, or of the other one where this browser cannot write it.
 * @throws PerPixelError `video-unsupported`; `option-invalid` where the microphone cannot be had
 */
export async function openMovie(wanted: Wanted): Promise<OpenedMovie> {
  const microphone = wanted.sound ? await openMicrophone() : null;
  const other = wanted.kind === 'mp4' ? 'webm' : 'mp4';
  try {
    for (const kind of [wanted.kind, other] as const) {
      const movie = await begin({ ...wanted, kind }, microphone);
      if (movie) return { movie, microphone };
    }
    throw noRecorder();
  } catch (error) {
    microphone?.stop();
    throw error;
  }
}

async function begin(
  { kind, size, stream, onError, onFull }: Wanted,
  sound: MediaStreamTrack | null,
): Promise<Movie | null> {
  if (can('videoEncoder') && can('videoFrame')) {
    // nobody who records nothing has to load it
    const { encodedMovie } = await import('./encoded-movie.ts');
    const movie = await encodedMovie({ size, kind, sound, onError, onFull });
    if (movie) return movie;
  }
  // its recorder may write what its encoders do not
  return recorderMovie({ stream, kind, sound, onError });
}

async function openMicrophone(): Promise<MediaStreamTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return stream.getAudioTracks()[0]!;
  } catch (cause) {
    throw noMicrophone(cause);
  }
}
