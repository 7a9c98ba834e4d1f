import type { PerPixelError } from '../../src/shared/errors.ts';
import type { Progress } from '../../src/shared/protocol.ts';

export interface DownloadOptions {
  readonly phase: string;
  /** How many bytes are expected once decoded; 0 when unknown. Content-Length would count the compressed ones. */
  readonly bytes: number;
  onProgress(progress: Progress): void;
  failed(problem: string, cause: unknown): PerPixelError;
  readonly signal?: AbortSignal;
}

/** The bytes at an address. */
export async function download(url: string, options: DownloadOptions): Promise<ArrayBuffer> {
  return bytesOf(await request(url, options), options);
}

/** An answer that is well. */
export async function request(url: string, { failed, signal }: DownloadOptions): Promise<Response> {
  const response = await fetch(url, signal ? { signal } : {}).catch((cause: unknown) => {
    throw failed('the connection failed', cause);
  });
  if (response.ok) return response;
  throw failed(`the server answered ${response.status} for ${new URL(url).pathname}`, null);
}

/** An answer's bytes as they come, with progress at most every 64 KiB. */
export async function* bodyOf(
  response: Response,
  { phase, bytes, onProgress, failed }: DownloadOptions,
): AsyncGenerator<Uint8Array> {
  let loaded = 0;
  let told = 0;
  onProgress({ phase, loaded, total: bytes });
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read().catch((cause: unknown) => {
      throw failed('the connection broke off', cause);
    });
    if (!next || next.done) break;
    yield next.value;
    loaded += next.value.length;
    if (loaded - told < 65_536) continue;
    told = loaded;
    onProgress({ phase, loaded, total: bytes });
  }
  onProgress({ phase, loaded, total: loaded });
}

/** An answer's bytes in one piece. */
export async function bytesOf(response: Response, options: DownloadOptions): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bodyOf(response, options)) parts.push(part);
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
