/**
 * What LiteRT's WebAssembly build offers (Embind), as far as it is used here: its own JavaScript loads scripts in ways that
 * modules' workers forbid, holds one instance for all, and copies and looks up more for each run than a run needs.
 */
export interface LiteRt {
  setupLogging(): void;
  _malloc(bytes: number): number;
  _free(address: number): void;
  readonly LiteRtEnvironment: { create(device: GPUDevice | null): Owned };
  /** @param address of the file, which stays in use */
  loadModel(environment: Owned, address: number, bytes: number): LiteRtModel;
  compileModel(environment: Owned, model: LiteRtModel, options: CompileOptions): Promised<CompiledModel>;
  readonly LiteRtTensorBuffer: {
    createManaged(environment: Owned, kind: Constant, type: LiteRtTensorType, bytes: number): TensorBuffer;
  };
  readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: Constant };
  readonly LiteRtTensorBufferLockMode: { readonly READ: Constant; readonly WRITE: Constant };
}

/** What the script makes of it. */
export type LiteRtFactory = (options: FactoryOptions) => Promise<LiteRt>;

export interface FactoryOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): void;
  /** Of the build with threads. */
  readonly wasmMemory?: WebAssembly.Memory | undefined;
  /** Address of the script that its threads run. */
  readonly mainScriptUrlOrBlob?: string | undefined;
  print(line: string): void;
  printErr(line: string): void;
  onAbort(why: unknown): void;
}

type Promised<Value> = Value | Promise<Value>;

/** Lives in WebAssembly's memory until it is deleted. */
export interface Owned {
  delete(): void;
}

interface Constant {
  readonly value: number;
}

interface CompileOptions {
  readonly accelerator: 'wasm';
  readonly cpuOptions: { readonly numThreads: number };
  readonly gpuOptions: object;
  readonly webNNOptions: object;
}

export interface Vector<Value> extends Owned {
  size(): number;
  get(index: number): Value;
}

export interface LiteRtModel extends Owned {
  getNumSignatures(): number;
  getSignature(index: number): Signature;
  getInputTensorType(signature: number, index: number): LiteRtTensorType;
  getOutputTensorType(signature: number, index: number): LiteRtTensorType;
}

export interface Signature extends Owned {
  inputNames(): Vector<string>;
  outputNames(): Vector<string>;
}

export interface LiteRtTensorType extends Owned {
  elementType(): Constant;
  layout(): Owned & { dimensions(): Vector<number> };
  bytes(): number;
}

export interface CompiledModel extends Owned {
  /** @returns its outputs in their order, the caller's to delete */
  run(signature: number, inputs: readonly TensorBuffer[]): Promised<readonly TensorBuffer[]>;
}

export interface TensorBuffer extends Owned {
  /** @returns where its bytes lie until it is unlocked */
  lock(mode: Constant): number;
  unlock(): void;
  tensorType(): LiteRtTensorType;
  packedSize(): number;
}

/** A vector's values; it is deleted. */
export function valuesOf<Value>(vector: Vector<Value>): Value[] {
  const values = Array.from({ length: vector.size() }, (_, index) => vector.get(index));
  vector.delete();
  return values;
}
