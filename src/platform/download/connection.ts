import { absent, atHand } from '#scripts';
import { readable } from '../../core/text/names.ts';

/** Why an address was not reached, and what to do about it. */
export interface Unreached {
  /** Reads on from “The model could not be loaded:”. */
  readonly problem: string;
  readonly remedy: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const RETRY = 'Check the address and the connection, and try again.';

/** What the page's own policy forbade, by address; a worker hears of it, but not the one who fetched. */
const forbidden = new Map<string, string>();
let listening = false;

/** Fetches; in the package takes what a data: address holds, and in Node a file. Where that fails for want of a connection, `why` finds out the rest. */
export async function connect(url: string, init: RequestInit): Promise<Response> {
  const inside = await atHand(url);
  if (inside) return inside;
  if (!listening) {
    listening = true;
    // not in Node
    (globalThis as Partial<EventTarget>).addEventListener?.('securitypolicyviolation', (event) => {
      const { blockedURI, effectiveDirective } = event as SecurityPolicyViolationEvent;
      forbidden.set(blockedURI, effectiveDirective);
    });
  }
  return fetch(url, init);
}

/**
 * Browsers say of every failed connection the same: this finds out what it was as far as they let one. It may request the
 * address once more, without reading what comes.
 */
export async function why(url: string): Promise<Unreached> {
  const missing = absent(url);
  if (missing) return missing;
  const { protocol, origin, host, hostname, pathname: path } = new URL(url);
  const pathname = readable(path);
  // the policy's event comes as a task of its own
  await new Promise((resolve) => setTimeout(resolve));
  const names = [url, origin, `${origin}/`, protocol.slice(0, -1)];
  const directive = names.map((name) => forbidden.get(name)).find((each) => each !== undefined);
  if (directive !== undefined) {
    const allowed = origin === 'null' ? protocol : origin;
    return {
      problem: `the Content-Security-Policy does not allow ${allowed} (${directive})`,
      remedy: `Add ${allowed} to “${directive}” in the policy that the page and its scripts are served with, or put the files on an address that it allows.`,
    };
  }
  if (!/^(https?|blob|data):$/.test(protocol)) {
    return {
      problem: `browsers load nothing from ${protocol} addresses here`,
      remedy: 'Serve the files over HTTP or HTTPS.',
    };
  }
  if (protocol === 'blob:') {
    return {
      problem: 'its blob: address is of another page, or was revoked',
      remedy: 'Keep the address until the model is loaded.',
    };
  }
  const here = (globalThis as { location?: WorkerLocation }).location?.origin ?? '';
  if (here.startsWith('https:') && protocol === 'http:' && !LOOPBACK.test(hostname)) {
    return {
      problem: `a secure page loads nothing from ${origin}, which is not secure`,
      remedy: 'Serve the files over HTTPS.',
    };
  }
  const { navigator: machine } = globalThis as { navigator?: { readonly onLine?: boolean } };
  if (machine?.onLine === false && !LOOPBACK.test(hostname)) {
    return { problem: `this machine is offline, and ${host} was not reached`, remedy: 'Connect it, and try again.' };
  }
  if (origin === here) {
    if (!(await responds(url, { redirect: 'manual' }, 'opaqueredirect'))) {
      return { problem: `the connection to ${host} failed for ${pathname}`, remedy: RETRY };
    }
    return { problem: `${pathname} is redirected to where this page may not read (CORS)`, remedy: allow(here) };
  }
  if (await responds(url, { mode: 'no-cors' }, 'opaque')) {
    return { problem: `${origin} does not allow other origins to read ${pathname} (CORS)`, remedy: allow(here) };
  }
  // an isolated page may not even try
  return {
    problem: `${origin} was not reached, or does not allow other origins to read ${pathname} (CORS)`,
    remedy: `${RETRY} ${allow(here)}`,
  };
}

function allow(origin: string): string {
  return `Have that server send “Access-Control-Allow-Origin: ${origin}” with the files, or put them on the page's own server.`;
}

async function responds(url: string, init: RequestInit, type: ResponseType): Promise<boolean> {
  const response = await fetch(url, { ...init, method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return response?.type === type;
}

/** What a response that is no good means. */
export function refused({ status, url }: Response): Unreached {
  const problem = `the server answered ${status} for ${readable(new URL(url).pathname)}`;
  if (status === 404 || status === 410) return { problem, remedy: 'Check the address: nothing lies there.' };
  if (status === 401 || status === 403)
    return { problem, remedy: 'Have the server allow it, or sign in and try again.' };
  if (status === 429) return { problem, remedy: 'Wait a little, and try again.' };
  if (status >= 500) return { problem, remedy: 'The server failed: try again later, or see its log.' };
  return { problem, remedy: RETRY };
}
