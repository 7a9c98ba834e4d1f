/**
 * What a page, a worker and Node all have, as far as the core uses it. Nothing else of any of them can be named there: its
 * tsconfig has the language's own library alone.
 */
declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly signal?: AbortSignal }): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare class Blob {
  constructor(
    parts?: readonly (string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob)[],
    options?: { readonly type?: string },
  );
  readonly size: number;
  readonly type: string;
  slice(start?: number, end?: number): Blob;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}
declare class File extends Blob {
  readonly name: string;
}
declare class URL {
  constructor(address: string | URL, base?: string | URL);
  readonly href: string;
  readonly pathname: string;
  readonly protocol: string;
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes: ArrayBufferView | ArrayBuffer, options?: { readonly stream?: boolean }): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare function setTimeout(callback: () => void, ms?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function atob(text: string): string;
declare const performance: {
  readonly timeOrigin: number;
  now(): number;
  measure(name: string, options: { readonly start: number; readonly end: number; readonly detail?: unknown }): void;
  clearMeasures(name: string): void;
};
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    readonly [Symbol.toStringTag]: string;
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, never>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
