import {
  BlobSource,
  Conversion,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { MemoryFile } from './memory-file.ts';
import type { MovieKind } from './movie.ts';

/** A browser's own recorder writes a file as it goes, and does not say in it how long it is. This one says so; nothing is encoded again. */
export async function timedFilm(film: Blob, kind: MovieKind): Promise<Blob> {
  const input = new Input({ formats: [MP4, WEBM, MATROSKA], source: new BlobSource(film) });
  try {
    const file = new MemoryFile({ onFull: () => undefined });
    const writable = new WritableStream<{ readonly data: Uint8Array; readonly position: number }>({
      write: ({ data, position }) => file.write(data, position),
    });
    const format = kind === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat();
    const output = new Output({ format, target: new StreamTarget(writable, { chunked: true }) });
    // a recorder's first picture may come a moment after its start
    const copy = { mode: 'forced', shiftTolerance: Infinity } as const;
    const conversion = await Conversion.init({ input, output, copy, showWarnings: false });
    if (!conversion.isValid || conversion.discardedTracks.length > 0) return film;
    await conversion.execute();
    return file.blob(film.type);
  } catch {
    // what was recorded is worth more than its length
    return film;
  } finally {
    input.dispose();
  }
}
