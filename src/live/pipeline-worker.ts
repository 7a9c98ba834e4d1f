import type { Workplace } from '../link/workplace.ts';
import { lifeLock } from '../link/life-lock.ts';
import { Worker } from '../platform/start-worker.ts';
import { roomHere } from './device-memory.ts';
import { ENTER } from '../protocol/live.ts';

/** A worker that clients of one kind use together. */
interface Running {
  readonly worker: globalThis.Worker;
  /** Of its runtime, its threads and its device; empty until that is known. */
  kind: string;
  /** Resolves when it is. */
  readonly known: Promise<void>;
  readonly lock: string;
  readonly places: Set<Workplace>;
}

/** Those that are at work in this page. */
const running = new Set<Running>();

/** A worker for one client alone. */
export function ownWorker(): Workplace {
  return new Worker(new URL('../../workers/entries/pipeline.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel pipeline',
  });
}

/** The machine has memory for another one beside those that are at work. */
export function roomForWorker(): boolean {
  return running.size < roomHere().sessions;
}

/**
 * A place in a worker that others may use too: the runtime and the models that are there need not be fetched again. Who has
 * one already needs another one for a reason, and gets one that nobody else uses as long as there is room.
 * @param kind of the runtime, its threads and its device; the first worker does not wait for it
 * @param beside not in the worker of this place; null: it is its user's first one
 */
export async function sharedWorker(kind: Promise<string>, beside: Workplace | null): Promise<Workplace> {
  if (running.size === 0) return start('', kind);
  const wanted = await kind;
  await Promise.all([...running].map(({ known }) => known));
  // from here on at once: others want the same
  const [emptiest] = [...running]
    .filter((each) => each.kind === wanted && !(beside && each.places.has(beside)))
    .sort((a, b) => a.places.size - b.places.size);
  return emptiest && (beside === null || !roomForWorker()) ? enter(emptiest) : start(wanted, kind);
}

function start(kind: string, becomes: Promise<string>): Workplace {
  const worker = ownWorker() as globalThis.Worker;
  const known = becomes.then(
    (value) => void (started.kind = value),
    () => undefined,
  );
  const started: Running = { worker, kind, known, lock: lifeLock('pipeline'), places: new Set() };
  running.add(started);
  return place(started, worker);
}

/** Through a port: whoever started the worker talks to it itself. */
function enter(into: Running): Workplace {
  const { port1, port2 } = new MessageChannel();
  into.worker.postMessage(ENTER, [port2]);
  port1.start();
  return place(into, port1);
}

function place(of: Running, endpoint: globalThis.Worker | MessagePort): Workplace {
  const own: Workplace = {
    of: of.worker,
    lock: of.lock,
    get users() {
      return of.places.size;
    },
    postMessage: (message: unknown, transfer: Transferable[] = []) => endpoint.postMessage(message, transfer),
    // what goes wrong in the worker no port tells
    addEventListener: (type: string, ...how: [EventListenerOrEventListenerObject]) =>
      (type === 'error' ? of.worker : endpoint).addEventListener(type, ...how),
    removeEventListener: (type: string, ...how: [EventListenerOrEventListenerObject]) =>
      (type === 'error' ? of.worker : endpoint).removeEventListener(type, ...how),
    terminate: () => {
      running.delete(of);
      of.worker.terminate();
      // those that are still being opened hear of it by nothing else
      of.worker.dispatchEvent(new ErrorEvent('error', { message: 'it was ended' }));
    },
    leave: () => {
      if (!of.places.delete(own)) return;
      if (endpoint instanceof MessagePort) endpoint.close();
      if (of.places.size > 0) return;
      running.delete(of);
      of.worker.terminate();
    },
  };
  of.places.add(own);
  return own;
}
