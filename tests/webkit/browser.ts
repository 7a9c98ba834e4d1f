/** Where Debian's package of WebKit's driver has its small browser. */
export const MINI_BROWSER_PATH = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

/** As its driver is told to start it: with what Safari has by itself, and a camera of its own. */
export const MINI_BROWSER = {
  'webkitgtk:browserOptions': {
    binary: MINI_BROWSER_PATH,
    args: [
      '--automation',
      '--features=+AllowWebGLInWorkers,+FileSystem,+StorageAPI',
      '--enable-media-stream=true',
      '--enable-mock-capture-devices=true',
      '--autoplay-policy=allow',
    ],
  },
};

/** Vitest knows this engine as Safari; its driver on Linux wants another name, and options of its own. */
export function asMiniBrowser(request: RequestInit): RequestInit {
  if (typeof request.body !== 'string' || !request.body.includes('"browserName":"safari"')) return request;
  const body = JSON.stringify({ capabilities: { alwaysMatch: MINI_BROWSER, firstMatch: [{}] } });
  const headers = new Headers(request.headers);
  headers.set('Content-Length', `${body.length}`);
  return { ...request, body, headers };
}
