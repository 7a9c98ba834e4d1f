import { PerPixelError } from '../../src/core/errors/errors.ts';
import { bytesOf, request, type DownloadOptions } from '../../src/platform/download/download.ts';

/**
 * The WebAssembly module at an address, compiled while it comes where the server calls it what it is.
 * @throws PerPixelError what `failed` makes of it
 */
export async function compileFrom(url: string, options: DownloadOptions): Promise<WebAssembly.Module> {
  const coming = await request(url, options);
  const { response } = coming;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) {
    throw options.failed(`the server sent a web page in place of ${new URL(url).pathname}`, null);
  }
  try {
    if (!type.startsWith('application/wasm')) return await WebAssembly.compile(await bytesOf(coming));
    // read for its progress alone
    const copy = response.clone();
    const module = WebAssembly.compileStreaming(response);
    // a connection that breaks off is reported as that, and not as what the compiler makes of it
    module.catch(() => undefined);
    await drain(coming.parts(copy));
    return await module;
  } catch (cause) {
    throw cause instanceof PerPixelError ? cause : options.failed('its file is damaged', cause);
  }
}

async function drain(parts: AsyncGenerator<Uint8Array>): Promise<void> {
  while (!(await parts.next()).done);
}
