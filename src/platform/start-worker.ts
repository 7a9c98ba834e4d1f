import { can } from './capabilities.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import { unsupported } from './unsupported.ts';

/** Of another origin's scripts, the page's own ones that import them. */
const importers = new Map<string, string>();

/**
 * Starts one of our workers; it goes by the platform's name so that the bundler finds its script. A browser starts none
 * from another origin, where a page may have the library from: there a script of the page's own imports it.
 * @throws PerPixelError `browser-unsupported`, `worker-crashed`
 */
export const Worker = function start(script: URL, options: WorkerOptions): globalThis.Worker {
  if (!can('workers')) throw unsupported('workers');
  try {
    return new globalThis.Worker(script.origin === globalThis.origin ? script : importerOf(script.href), options);
  } catch (cause) {
    throw new PerPixelError(
      'worker-crashed',
      'The page may not start a worker.',
      'Let “worker-src” of its Content-Security-Policy name where the library lies, and blob: where that is another origin.',
      { cause },
    );
  }
} as unknown as new (script: URL, options: WorkerOptions) => globalThis.Worker;

/** Why a worker stopped, for people. What was thrown may be the event of a worker of its own that did not load. */
export function whyStopped({ message }: { readonly message?: string }): string {
  return message && !/\[object \w+\]$/.test(message) ? message : 'its script did not load';
}

function importerOf(script: string): string {
  const known = importers.get(script);
  if (known !== undefined) return known;
  const address = URL.createObjectURL(new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }));
  importers.set(script, address);
  return address;
}
