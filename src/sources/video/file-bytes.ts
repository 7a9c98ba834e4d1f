import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { nameAt, readable } from '../../core/text/names.ts';
import type { ReadBytes } from '../../core/media/bytes.ts';

/** The bytes of a file, or of what lies at an address. */
export function bytesOf(source: Blob | string, signal?: AbortSignal): ReadBytes {
  if (typeof source !== 'string') return (from, length) => bytesIn(source, from, length);
  return async (from, length) => (await partOf(new URL(source), from, length, signal)).bytes;
}

/** @throws PerPixelError `source-unavailable` where the file went away, or changed */
async function bytesIn(file: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await file
    .slice(from, from + length)
    .arrayBuffer()
    .catch((cause: unknown) => {
      const problem = 'The file can no longer be read: it was moved, changed or deleted.';
      throw new PerPixelError('source-unavailable', problem, 'Choose it again.', { cause });
    });
  return new Uint8Array(bytes);
}

export interface RemotePart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As the server calls it, without parameters; '' where it does not say. */
  readonly type: string;
}

/**
 * A part of what lies at an address. A server that gives no parts is hung up on after it.
 * @throws PerPixelError `source-unavailable`, `aborted`
 */
export async function partOf(url: URL, from: number, length: number, signal?: AbortSignal): Promise<RemotePart> {
  const response = await reach(url, { headers: { Range: `bytes=${from}-${from + length - 1}` } }, signal);
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  // there is nothing from there on
  if (response.status === 416) return { bytes: new Uint8Array(), type };
  const skip = response.status === 206 ? 0 : from;
  const bytes = await upTo(response, skip + length).catch((cause: unknown) => {
    throwIfAborted(signal);
    throw unavailable(url, 'the connection broke off', cause);
  });
  return { bytes: bytes.slice(skip), type };
}

/** @throws PerPixelError `source-unavailable`, `aborted` */
export async function wholeOf(url: URL, signal?: AbortSignal): Promise<Blob> {
  const response = await reach(url, {}, signal);
  return response.blob().catch((cause: unknown) => {
    throwIfAborted(signal);
    throw unavailable(url, 'the connection broke off', cause);
  });
}

async function upTo(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const into = new Uint8Array(most);
  let size = 0;
  // not by for await: Safari cannot loop over a stream
  const reader = response.body?.getReader();
  while (size < most) {
    const next = await reader?.read();
    if (!next || next.done) break;
    into.set(next.value.subarray(0, most - size), size);
    size += Math.min(next.value.length, most - size);
  }
  // hangs up, where more was coming
  await reader?.cancel();
  return into.slice(0, size);
}

async function reach(url: URL, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  throwIfAborted(signal);
  const response = await fetch(url, signal ? { ...init, signal } : init).catch((cause: unknown) => {
    throwIfAborted(signal);
    throw unavailable(url, 'the connection failed', cause);
  });
  if (response.ok || response.status === 416) return response;
  throw unavailable(url, `the server answered ${response.status}`, null);
}

export function unavailable(url: URL, why: string, cause: unknown): PerPixelError {
  const path = url.protocol.startsWith('http') ? readable(url.pathname) : nameAt(url, 'This address');
  return new PerPixelError(
    'source-unavailable',
    `${path} could not be loaded: ${why}.`,
    url.origin === location.origin
      ? 'Check the address, and that the file is there.'
      : 'Check the address, that the file is there, and that its server lets other sites read it (CORS).',
    { cause },
  );
}

/** Whether a media element failed of its connection. */
export function isNetwork(cause: unknown): boolean {
  return cause instanceof MediaError && cause.code === MediaError.MEDIA_ERR_NETWORK;
}
