import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A site with a listener in each of its pages and workers: not every driver tells what they complain of. */
export interface WatchedSite {
  /** Ending in a slash. */
  readonly address: string;
  /** Exceptions, unhandled rejections and console errors, of pages and workers; answers of 400 and above. */
  readonly complaints: string[];
  close(): void;
}

const LISTENER = '/listener.js';
const TOLD = '/complaint';
/** Runs before anything of ours, in a page or a worker. */
const LISTEN = `{
  const tell = (what) => void fetch(${JSON.stringify(TOLD)}, { method: 'POST', body: what, keepalive: true }).catch(() => {});
  const place = typeof document === 'undefined' ? 'worker' : 'page';
  const words = (thing) => (thing instanceof Error ? thing.name + ': ' + thing.message : String(thing));
  addEventListener('error', (event) => event instanceof ErrorEvent && tell(place + ' error: ' + event.message));
  addEventListener('unhandledrejection', ({ reason }) => tell(place + ' unhandled rejection: ' + words(reason)));
  addEventListener('securitypolicyviolation', (event) => tell(place + ' policy: ' + event.violatedDirective));
  const { error } = console;
  console.error = (...things) => {
    tell(place + ' console: ' + things.map(words).join(' '));
    error.apply(console, things);
  };
}
`;

/** @param site ending in a slash */
export async function watchSite(site: string): Promise<WatchedSite> {
  const complaints: string[] = [];
  const server = createServer((asked, response) => {
    if (asked.url === TOLD) {
      void text(asked).then((what) => complaints.push(what));
      response.end();
    } else if (asked.url === LISTENER) {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(LISTEN);
    } else {
      pass(asked, response, new URL(site), (what) => complaints.push(what));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    complaints,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Hands on what the site answers; pages and workers get their listener. */
function pass(asked: IncomingMessage, response: ServerResponse, site: URL, tell: (what: string) => void): void {
  const { url: path = '/', method = 'GET' } = asked;
  const { pathname } = new URL(path, site);
  const page = pathname.endsWith('/') || pathname.endsWith('.html');
  const worker = /\.worker-[^/]*\.js$/.test(pathname);
  const headers = { ...asked.headers, host: site.host };
  if (page || worker) headers['accept-encoding'] = 'identity';
  const { hostname, port } = site;
  const inner = request({ hostname, port, path, method, headers }, (answer) => {
    const { statusCode: status = 500 } = answer;
    if (status >= 400) tell(`answered ${status}: ${path}`);
    if (status !== 200 || !(page || worker)) {
      response.writeHead(status, answer.headers);
      answer.pipe(response);
      return;
    }
    void text(answer).then((body) => {
      const { 'content-length': _, ...kept } = answer.headers;
      response.writeHead(status, kept);
      response.end(worker ? LISTEN + body : body.replace('<head>', `<head><script src="${LISTENER}"></script>`));
    });
  });
  inner.on('error', () => response.destroy());
  asked.pipe(inner);
}
