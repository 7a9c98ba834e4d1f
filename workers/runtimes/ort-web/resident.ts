/** A model whose input and outputs are buffers of the shared device: nothing passes through memory. */
export interface Resident {
  readonly input: GPUBuffer;
  /** null where the whole run is one recorded command list; else why it is not. */
  readonly note: string | null;
  /**
   * Runs on what `input` holds when the device gets there. The outputs by name hold until the next run; they are the same
   * buffers each time unless the model leaves its shapes open.
   */
  run(): Promise<Readonly<Record<string, ResidentOutput>>>;
}

export interface ResidentOutput {
  readonly buffer: GPUBuffer;
  readonly dims: readonly number[];
}
