import { can } from './capabilities.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import { importing, notLoaded, WORKER_TYPE } from '#scripts';
import { unsupported } from './unsupported.ts';

/** Of another origin's scripts, the page's own ones that import them. */
const importers = new Map<string, string>();

/** Where each worker's script lies. */
const scripts = new WeakMap<globalThis.Worker, string>();

/**
 * Starts one of our workers; it goes by the platform's name so that the bundler finds its script. A browser starts none
 * from another origin, where a page may have the library from: there a script of the page's own imports it.
 * @throws PerPixelError `browser-unsupported`, `worker-crashed`
 */
export const Worker = function start(script: URL, options: WorkerOptions): globalThis.Worker {
  if (!can('workers')) throw unsupported('workers');
  try {
    const worker = new globalThis.Worker(ownScript(script), { ...options, type: WORKER_TYPE });
    scripts.set(worker, script.href);
    return worker;
  } catch (cause) {
    throw new PerPixelError(
      'worker-crashed',
      'The page may not start a worker.',
      'Let “worker-src” of its Content-Security-Policy name where the library lies, and blob: where that is another origin.',
      { cause },
    );
  }
} as unknown as new (script: URL, options: WorkerOptions) => globalThis.Worker;

const DID_NOT_LOAD = 'its script did not load';

/** Why a worker stopped, for people. What was thrown may be the event of a worker of its own that did not load. */
export function whyStopped({ message }: { readonly message?: string }): string {
  return message && !/\[object \w+\]$/.test(message) ? message : DID_NOT_LOAD;
}

/**
 * What to tell of a worker that stopped because it never began; null: it is told as of any other.
 * @param why as `whyStopped` has it; a page that a server sends in place of a script is no script
 */
export function scriptFault(worker: globalThis.Worker, why: string): PerPixelError | null {
  const address = scripts.get(worker);
  if (address === undefined || !/did not load$|SyntaxError.*'<'/.test(why)) return null;
  return notLoaded(address);
}

/** The address of a script that this page may run as a worker: the script's, or that of one that imports it. */
export function ownScript(script: URL): string {
  return script.origin === globalThis.origin ? script.href : importerOf(script.href);
}

function importerOf(script: string): string {
  const known = importers.get(script);
  if (known !== undefined) return known;
  const address = URL.createObjectURL(new Blob([importing(script)], { type: 'text/javascript' }));
  importers.set(script, address);
  return address;
}
