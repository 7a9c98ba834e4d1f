import { releaseProxy, wrap, type Remote } from 'comlink';
import { atMost } from '../core/async/at-most.ts';
import { abortedError, throwIfAborted, unwrap, type PerPixelError, type Reply } from '../core/errors/errors.ts';
import { scriptFault, whyStopped } from '../platform/start-worker.ts';
import type { LifeApi } from '../protocol/life.ts';
import { lifeLock, watchLock } from './life-lock.ts';
import type { Workplace } from './workplace.ts';

export interface LinkOptions<Failure extends Error> {
  /** Begins the name of its lock. */
  readonly kind: string;
  /** Milliseconds after which a call without a reply, and without a sign that it gets on, counts as a hung worker; default: it may take for ever. */
  readonly stallAfter?: number;
  /** What its callers hear when it has died. */
  crashed(why: string): Failure;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** May take longer than a worker that hangs is waited for. */
  readonly endless?: boolean;
}

/** A call that waits for its reply. */
interface Pending {
  fail(error: Error): void;
  /** Begins the time anew after which it counts as one that hangs. */
  restart(): void;
}

/** A worker from its start to its end, seen by whoever started it. One that died stays dead: start another. */
export class WorkerLink<Api, Failure extends Error = PerPixelError> {
  /** Called once, when the worker dies or hangs. Not after `end`. */
  onCrash: ((error: Failure) => void) | null = null;
  readonly #api: Remote<Api>;
  readonly #pending = new Set<Pending>();
  #opened = false;
  readonly #ending = new AbortController();

  /** Aborted once the worker has ended, whyever, with what its callers hear. */
  readonly ended = this.#ending.signal;

  /** Takes the worker. */
  constructor(
    private readonly worker: Workplace,
    private readonly options: LinkOptions<Failure>,
  ) {
    this.#api = wrap<Api>(worker);
    worker.addEventListener('error', (event) => {
      if (!this.#opened) this.#crashed(whyStopped(event as ErrorEvent));
    });
    void worker.gone?.then((why) => this.#crashed(why));
    void this.#watch(worker.lock ?? lifeLock(options.kind)).catch(() => undefined);
  }

  /** As `call`, of what the worker is opened with. One that cannot be opened is ended. */
  async open<T>(start: (api: Remote<Api>) => Promise<Reply<T>>, options?: CallOptions): Promise<T> {
    try {
      const reply = await this.call(start, options);
      this.opened();
      return reply;
    } catch (error) {
      this.end(this.options.crashed('it could not be opened'));
      throw error;
    }
  }

  /** It is at work: from now on its lock alone tells of its death, and an error that nobody caught in it does not. */
  opened(): void {
    this.#opened = true;
  }

  /** It gets on with what it was called for: from now on all that is under way may take as long as at its beginning. */
  alive(): void {
    for (const { restart } of this.#pending) restart();
  }

  /** @throws what the worker replies, what `crashed` makes of its death, what it was ended with, `aborted` */
  async call<T>(start: (api: Remote<Api>) => Promise<Reply<T>>, options?: CallOptions): Promise<T> {
    return unwrap(await this.run(start, options));
  }

  /** As `call`, of a worker whose replies are bare values. */
  async run<T>(start: (api: Remote<Api>) => Promise<T>, { signal, endless = false }: CallOptions = {}): Promise<T> {
    throwIfAborted(signal);
    if (this.ended.aborted) throw this.ended.reason;
    // others may have their turn first
    const stallAfter = this.options.stallAfter && this.options.stallAfter * (this.worker.users ?? 1);
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown): void => {
        settle();
        reject(error);
      };
      const onAbort = (): void => fail(abortedError(signal));
      let timer: ReturnType<typeof setTimeout> | undefined;
      const restart = (): void => {
        clearTimeout(timer);
        if (endless || stallAfter === undefined) return;
        timer = setTimeout(() => this.#crashed(`no reply for ${stallAfter / 1000} s`), stallAfter);
      };
      const pending: Pending = { fail, restart };
      const settle = (): void => {
        clearTimeout(timer);
        this.#pending.delete(pending);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#pending.add(pending);
      restart();
      signal?.addEventListener('abort', onAbort);
      sent(() => start(this.#api)).then((value) => {
        settle();
        resolve(value);
      }, fail);
    });
  }

  /**
   * Rejects what is pending and lets go of the worker, which ends unless others use it. Twice is harmless.
   * @param last what it does before
   * @param patience milliseconds that it has for that
   */
  end(error: Failure, last?: (api: Remote<Api>) => Promise<unknown>, patience = 0): void {
    if (this.ended.aborted) return;
    this.#ending.abort(error);
    for (const { fail } of this.#pending) fail(error);
    void this.#terminate(last, patience);
  }

  /** Rejects what is pending and ends a worker that is past saving, for everybody. Twice is harmless. */
  endWorker(error: Failure): void {
    if (this.ended.aborted) return;
    this.end(error);
    this.worker.terminate();
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.worker.terminate();
  }

  /** Its death is noticed from its first line on, whatever it dies of and whatever it is doing. */
  async #watch(lock: string): Promise<void> {
    if (!lock) return;
    const life = this.#api as unknown as Remote<LifeApi>;
    await this.run(() => life.hold(lock), { endless: true });
    await watchLock(lock, () => this.#crashed('the browser ended it'));
  }

  #crashed(why: string): void {
    if (this.ended.aborted) return;
    // of a worker whose owner knows errors of ours or others, this one is ours
    const error =
      (scriptFault(this.worker.of ?? (this.worker as Worker), why) as Failure | null) ?? this.options.crashed(why);
    this.endWorker(error);
    this.onCrash?.(error);
  }

  async #terminate(last: ((api: Remote<Api>) => Promise<unknown>) | undefined, patience: number): Promise<void> {
    if (last)
      await atMost(
        patience,
        sent(() => last(this.#api)),
      ).catch(() => undefined);
    this.#api[releaseProxy]();
    if (this.worker.leave) this.worker.leave();
    else this.worker.terminate();
  }
}

/** What cannot be sent throws at once (`DataCloneError`): here that is a rejection, as of any other call that fails. */
async function sent<T>(start: () => Promise<T>): Promise<T> {
  return start();
}
