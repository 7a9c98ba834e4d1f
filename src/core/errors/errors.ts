/** Everything that can go wrong for a user, by name, and what it means. Each code has a test that provokes it. */
export const ERROR_CODES = [
  /** Its caller cancelled the work. */
  'aborted',
  /** A file of the npm package (a worker, the runtime, a model) did not come from where the page expects it. */
  'assets-unreachable',
  /** The runtime, or the backend that was asked for, does not work on this machine. With `auto` the next one is taken instead. */
  'backend-unavailable',
  /** The browser lacks something that nothing can stand in for: workers, WebAssembly with SIMD, OffscreenCanvas. */
  'browser-unsupported',
  /** There is a camera, and it gives no picture. */
  'camera-busy',
  /** The visitor, the page or the system does not allow the camera. */
  'camera-denied',
  /** There is no camera, or not the one that was chosen. */
  'camera-missing',
  /** The camera went away while it was on. */
  'camera-unplugged',
  /** It was closed before, and cannot be used any more. */
  'closed',
  /** The graphics device is gone: a driver was reset, or a command was refused. Labelling goes on by itself. */
  'device-lost',
  /** What was handed over is no frame, or one without pixels. */
  'frame-invalid',
  /** A frame may have 36 million pixels. */
  'frame-too-large',
  /** The browser cannot read the file as an image. */
  'image-unsupported',
  /** The network opened, and failed when it ran. */
  'inference-failed',
  /** Label images of the visitor’s cannot be compared with. */
  'labels-invalid',
  /** A model’s manifest or file could not be fetched. */
  'model-download',
  /** The file that was fetched is not the one that the manifest describes by size and SHA-256. */
  'model-integrity',
  /** The manifest cannot be used, or says something else than the file does. */
  'model-invalid',
  /** The model needs more memory than a tab gets. */
  'model-too-large',
  /** An option, attribute or argument has a value that it cannot have. */
  'option-invalid',
  /** Something is of another origin, which the page or that origin does not allow. */
  'origin-blocked',
  /** A video or image could not be fetched or played, or there is no picture yet. */
  'source-unavailable',
  /** The built-in street cannot be drawn here. */
  'street-unavailable',
  /** What was stroked does not tell two classes apart: one class only, nothing, or hardly more than a pixel. */
  'teaching-incomplete',
  /** A file of a teacher’s is damaged, or belongs to another trunk. */
  'teaching-invalid',
  /** No more classes, or strokes, can be taught. */
  'teaching-full',
  /** The browser keeps nothing for this page, or has no room. */
  'storage-refused',
  /** The file has no frames. */
  'video-empty',
  /** The file has sound, and no picture. */
  'video-no-track',
  /** The browser cannot decode (or write) the video, or cannot decode any. */
  'video-unsupported',
  /** A worker ended unasked. A stream and a segmenter open another one by themselves. */
  'worker-crashed',
] as const;

/** What went wrong, by name. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is left of an error once it has crossed a thread: Comlink itself would drop `code` and `remedy`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly detail: string;
}

/** A reply that carries its failure as a value, so that the code survives the way between threads. */
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
