/** Everything that can go wrong for a user, by name. Each code has a test that provokes it. */
export const ERROR_CODES = [
  'aborted',
  'backend-unavailable',
  'browser-unsupported',
  'camera-busy',
  'camera-denied',
  'camera-missing',
  'camera-unplugged',
  'closed',
  'device-lost',
  'frame-invalid',
  'frame-too-large',
  'image-unsupported',
  'inference-failed',
  'labels-invalid',
  'model-download',
  'model-integrity',
  'model-invalid',
  'model-too-large',
  'option-invalid',
  'origin-blocked',
  'source-unavailable',
  'street-unavailable',
  'video-empty',
  'video-no-track',
  'video-unsupported',
  'worker-crashed',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is left of an error once it has crossed a thread: Comlink itself would drop `code` and `remedy`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly detail: string;
}

/** An answer that carries its failure as a value, so that the code survives the way between threads. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/**
 * An error that says what happened and what to do about it.
 * `message` is both sentences; `remedy` is the second one alone.
 */
export class PerPixelError extends Error {
  override readonly name: string = 'PerPixelError';

  constructor(
    readonly code: ErrorCode,
    readonly problem: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${problem} ${remedy}`, options);
  }
}

/** The thrown value as one of ours; what we did not foresee becomes `fallback`. */
export function toPerPixelError(thrown: unknown, fallback: ErrorCode, remedy: string): PerPixelError {
  if (thrown instanceof PerPixelError) return thrown;
  const text = describe(thrown) || 'Something failed without saying why';
  return new PerPixelError(fallback, /[.!?]$/.test(text) ? text : `${text}.`, remedy, { cause: thrown });
}

export function toWire(error: PerPixelError): WireError {
  return { code: error.code, message: error.problem, remedy: error.remedy, detail: describe(error.cause) };
}

export function fromWire(error: WireError): PerPixelError {
  const cause = error.detail ? { cause: new Error(error.detail) } : undefined;
  return new PerPixelError(error.code, error.message, error.remedy, cause);
}

/** The value of a reply, or its error thrown. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw fromWire(reply.error);
}

/** Throws `aborted` once the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal);
}

export function abortedError(signal?: AbortSignal): PerPixelError {
  return new PerPixelError('aborted', 'The work was cancelled.', 'Start it again when you need it.', {
    cause: signal?.reason,
  });
}

function describe(thrown: unknown): string {
  if (thrown === undefined || thrown === null) return '';
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
}
