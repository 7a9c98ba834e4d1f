import type { Connect, Plugin } from 'vite';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';

/** Nothing but this origin: frames stay on the machine, and the browser itself sees to it. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  // a model that was taught on the page is at hand nowhere else
  "connect-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** What the built site is served with. */
export const production = {
  ...ISOLATION,
  'Content-Security-Policy': policy,
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Every answer carries them, whoever gives it: vite's own servers leave them out of what is no file, as of “not modified” and
 * “not found”, and WebKit then refuses to run the script of a worker that it has in its cache.
 */
export function headers(): Plugin {
  return {
    name: 'perpixel:headers',
    enforce: 'pre',
    configureServer: ({ middlewares }) => sendFirst(middlewares, ISOLATION),
    configurePreviewServer: ({ middlewares }) => sendFirst(middlewares, production),
  };
}

function sendFirst({ stack }: Connect.Server, all: Readonly<Record<string, string>>): void {
  const handle: Connect.NextHandleFunction = (_request, response, next) => {
    for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
    next();
  };
  // before those that vite has put there already, which refuse other names and origins
  stack.unshift({ route: '', handle });
}
