import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Progress } from '../../core/options/progress.ts';
import { connect, refused, why } from './connection.ts';

export interface DownloadOptions {
  readonly phase: string;
  /** How many bytes are expected once decoded; 0 when unknown. Content-Length would count the compressed ones. */
  readonly bytes: number;
  onProgress(progress: Progress): void;
  /** @param remedy what to do, where that is known */
  failed(problem: string, cause: unknown, remedy?: string): PerPixelError;
  /** Milliseconds after which a server that sends nothing counts as gone; default a minute. */
  readonly patience?: number;
}

const PATIENCE_MS = 60_000;

/** A good response, while it comes. */
export interface Download {
  readonly response: Response;
  /** Its bytes as they come, with progress at most every 64 KiB. */
  parts(response?: Response): AsyncGenerator<Uint8Array>;
}

/** The bytes at an address. */
export async function download(url: string, options: DownloadOptions): Promise<ArrayBuffer> {
  return bytesOf(await request(url, options));
}

/** @throws what `failed` makes of it, where nothing comes, or something else than was requested */
export async function request(url: string, options: DownloadOptions): Promise<Download> {
  const { phase, bytes, onProgress, failed, patience = PATIENCE_MS } = options;
  const leaving = new AbortController();
  const silent = `the server sent nothing for ${patience / 1000} s`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => leaving.abort(new Error(silent)), patience);
  };
  wait();
  const response = await connect(url, { signal: leaving.signal }).catch(async (cause: unknown) => {
    clearTimeout(timer);
    if (leaving.signal.aborted) throw failed(silent, cause);
    const { problem, remedy } = await why(url);
    throw failed(problem, cause, remedy);
  });
  if (!response.ok) {
    clearTimeout(timer);
    leaving.abort();
    const { problem, remedy } = refused(response);
    throw failed(problem, null, remedy);
  }
  return { response, parts };

  async function* parts(from = response): AsyncGenerator<Uint8Array> {
    let loaded = 0;
    let reported = 0;
    onProgress({ phase, loaded, total: bytes });
    const reader = from.body?.getReader();
    try {
      for (;;) {
        wait();
        const next = await reader?.read().catch((cause: unknown) => {
          throw failed(leaving.signal.aborted ? silent : 'the connection broke off', cause);
        });
        if (!next || next.done) break;
        yield next.value;
        loaded += next.value.length;
        if (loaded - reported < 65_536) continue;
        reported = loaded;
        onProgress({ phase, loaded, total: bytes });
      }
    } finally {
      clearTimeout(timer);
    }
    onProgress({ phase, loaded, total: loaded });
  }
}

/** A response's bytes in one piece. */
export async function bytesOf(coming: Download): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for await (const part of coming.parts()) parts.push(part);
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
