import { BlobSource, UrlSource } from 'mediabunny';
import type { ReadBytes } from '../../src/core/media/bytes.ts';
import { unreachable } from './video-errors.ts';

/** A connection that breaks off is tried again after so many seconds each time. */
const RETRIES = [0.25, 1, 3];

export interface VideoSource {
  readonly source: BlobSource | UrlSource;
  /** Single parts, for whoever wants to know what the file is. */
  readonly read: ReadBytes;
}

/**
 * Where a video's bytes come from. From an address in ranges, so that a long video is neither fetched nor kept whole; where
 * the server gives none, whole, as a Blob, which the browser keeps on disk when it is large.
 * @throws PerPixelError `source-unavailable`
 */
export async function sourceFor(source: Blob | string): Promise<VideoSource> {
  if (typeof source !== 'string') return fromBlob(source);
  const response = await reach(source, { headers: { Range: 'bytes=0-0' } });
  if (response.status === 206) {
    await response.body?.cancel();
    return {
      source: new UrlSource(source, {
        fetchFn: (_, init) => reach(source, init),
        getRetryDelay: (attempts) => RETRIES[attempts - 1] ?? null,
        handleUnhandledError: () => undefined,
      }),
      read: async (from, length) => {
        const part = await reach(source, { headers: { Range: `bytes=${from}-${from + length - 1}` } });
        return part.status === 206 ? new Uint8Array(await part.arrayBuffer()) : new Uint8Array();
      },
    };
  }
  // there is no first byte
  if (response.status === 416) return fromBlob(new Blob());
  const whole = await response.blob().catch((cause: unknown) => {
    throw unreachable(source, 'the connection broke off', cause);
  });
  return fromBlob(whole);
}

function fromBlob(blob: Blob): VideoSource {
  const read: ReadBytes = async (from, length) => new Uint8Array(await blob.slice(from, from + length).arrayBuffer());
  return { source: new BlobSource(blob), read };
}

async function reach(url: string, init: RequestInit | undefined): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    // an analysis that is closed takes its requests back
    if (init?.signal?.aborted) throw cause;
    throw unreachable(url, 'the connection failed', cause);
  });
  if (response.ok || response.status === 416) return response;
  throw unreachable(url, `the server answered ${response.status}`, null);
}
