/** The smallest module that uses a SIMD instruction: (func (result v128) i32.const 0 i8x16.splat i8x16.popcnt). */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** The smallest module that uses relaxed SIMD: the swizzle of two vectors, whose lanes are ones and twos. */
const RELAXED_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
  253, 128, 2, 11,
]);

/** The smallest module that waits for a promise: (func (import "" "f") (result i32)) (func (export "g") (result i32) call 0). */
const WAITING_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 2, 6, 1, 0, 1, 102, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 103, 0, 1, 10,
  6, 1, 4, 0, 16, 0, 11,
]);

/** TypeScript does not know these yet. */
interface Suspension {
  readonly Suspending: new (wait: () => Promise<number>) => WebAssembly.ImportValue;
  promising(waiting: WebAssembly.ExportValue | undefined): () => unknown;
}

/** Each tried on something whose outcome is known. What throws, or is not there, cannot be done. */
const TRIALS = {
  /** Frames are labelled in workers. */
  workers: () => typeof Worker === 'function',
  /** With SIMD, as the runtime is compiled. */
  webAssembly: () => WebAssembly.validate(SIMD_MODULE),
  /** SIMD whose rounding is the processor's own: multiply and add in one. */
  relaxedSimd: () => WebAssembly.validate(RELAXED_MODULE),
  /** WASM on several threads. */
  threads: () =>
    typeof Worker === 'function' &&
    globalThis.crossOriginIsolated &&
    new SharedArrayBuffer(1).byteLength === 1 &&
    new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer,
  /** WebAssembly that waits for promises (JSPI). */
  suspension: () => {
    const { Suspending, promising } = WebAssembly as unknown as Suspension;
    const f = new Suspending(async () => 1);
    const { g } = new WebAssembly.Instance(new WebAssembly.Module(WAITING_MODULE), { '': { f } }).exports;
    return promising(g)() instanceof Promise;
  },
  offscreenCanvas: () => new OffscreenCanvas(1, 1).getContext('2d') !== null,
  imageBitmap: () => typeof createImageBitmap === 'function',
  videoFrame: () => {
    const pixel = { format: 'RGBA', codedWidth: 1, codedHeight: 1, timestamp: 0 } as const;
    const frame = new VideoFrame(new Uint8Array(4), pixel);
    const works = frame.displayWidth === 1;
    frame.close();
    return works;
  },
  /** A frame can say how it has to be turned to stand upright, as those of phones do. */
  turnedFrames: () => {
    const pixel = { format: 'RGBA', codedWidth: 1, codedHeight: 1, timestamp: 0 } as const;
    const upright = new VideoFrame(new Uint8Array(4), pixel);
    const init: VideoFrameInit & { readonly rotation: number } = { rotation: 90 };
    const turned: VideoFrame & { readonly rotation?: number } = new VideoFrame(upright, init);
    const { rotation } = turned;
    upright.close();
    turned.close();
    return rotation === 90;
  },
  videoDecoder: () => typeof VideoDecoder.isConfigSupported === 'function',
  videoEncoder: () => typeof VideoEncoder.isConfigSupported === 'function',
  /** Web Locks, which tell that a worker is gone whatever ended it. */
  locks: () => typeof navigator.locks.request === 'function',
  /** The origin's private file system. */
  privateFiles: () => typeof navigator.storage.getDirectory === 'function',
  /** HTTPS, or this machine itself. */
  secureContext: () => globalThis.isSecureContext,
} satisfies Record<string, () => boolean>;

export type Capability = keyof typeof TRIALS;

const known = new Map<Capability, boolean>();

/** Whether this thread of this browser can do something. It is tried once. */
export function can(capability: Capability): boolean {
  const before = known.get(capability);
  if (before !== undefined) return before;
  const found = works(TRIALS[capability]);
  known.set(capability, found);
  return found;
}

function works(trial: () => boolean): boolean {
  try {
    return trial();
  } catch {
    return false;
  }
}

let converts: Promise<boolean> | null = null;

/** Whether frames are converted to RGBA where that is asked for, or handed out as they are without a word. It is tried once. */
export function convertsFrames(): Promise<boolean> {
  return (converts ??= triedConversion().catch(() => false));
}

async function triedConversion(): Promise<boolean> {
  const init = { format: 'BGRA', codedWidth: 2, codedHeight: 2, timestamp: 0 } as const;
  const pixel = [10, 120, 230, 255];
  const frame = new VideoFrame(Uint8Array.from([pixel, pixel, pixel, pixel].flat()), init);
  try {
    const rgba = new Uint8Array(16);
    await frame.copyTo(rgba, { format: 'RGBA' });
    return rgba[0] === 230 && rgba[1] === 120 && rgba[2] === 10;
  } finally {
    frame.close();
  }
}

/** Codecs that browsers of today decode, and a form of each that all decoders of it know. */
const CODECS = {
  'H.264': { codec: 'avc1.42001e', container: 'mp4' },
  VP8: { codec: 'vp8', container: 'webm' },
  VP9: { codec: 'vp09.00.10.08', container: 'webm' },
  AV1: { codec: 'av01.0.00M.08', container: 'mp4' },
} as const;

export type CommonCodec = keyof typeof CODECS;
export const COMMON_CODECS = Object.keys(CODECS) as CommonCodec[];

/** Those that `VideoDecoder` does not decode here at all: free builds of browsers leave some out. */
export async function undecodedCodecs(): Promise<CommonCodec[]> {
  const known = await Promise.all(
    COMMON_CODECS.map((name) =>
      VideoDecoder.isConfigSupported({ codec: CODECS[name].codec, codedWidth: 320, codedHeight: 240 }).then(
        ({ supported }) => supported === true,
        () => false,
      ),
    ),
  );
  return COMMON_CODECS.filter((_, place) => !known[place]);
}

/** Those that a video element does not play here at all. */
export function unplayedCodecs(video: { canPlayType(type: string): string }): CommonCodec[] {
  return COMMON_CODECS.filter((name) => {
    const { codec, container } = CODECS[name];
    return video.canPlayType(`video/${container}; codecs="${codec}"`) === '';
  });
}
