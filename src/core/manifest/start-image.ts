/**
 * The memory of ONNX Runtime's WASM once it has opened a model on one thread. To put it back takes a tenth of the time of
 * opening the model: no kernel is registered, no graph optimised, and none of the code that does so compiled.
 */
export interface StartImage {
  /** Address of the file, relative to the manifest: the pages that are not all zero, one after another. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Version of ONNX Runtime: another one's memory looks otherwise. */
  readonly runtime: string;
  /** Pages of the whole memory. */
  readonly pages: number;
  /** Runs of pages in the file. */
  readonly runs: (readonly [first: number, count: number])[];
  /** The opened session's address. */
  readonly session: number;
  /** What the runtime calls, in the names of this build of it, to set itself up and to open a model. */
  readonly exports: { readonly init: string; readonly create: string };
}
