/** Two time stamps around each of a frame's passes, read where the device keeps such a clock. */
export interface Timestamps {
  /** For the descriptor of the pass with this number, counted from 0. */
  writes(pass: number): { timestampWrites?: GPUComputePassTimestampWrites };
  /** After the last pass; what it fills is `buffer`, begin and end of each pass in nanoseconds. */
  resolve(encoder: GPUCommandEncoder): void;
  /** null where the device keeps no time. */
  readonly buffer: GPUBuffer | null;
  readonly bytes: number;
  destroy(): void;
}

export function createTimestamps(device: GPUDevice, passes: number): Timestamps {
  if (!device.features.has('timestamp-query')) {
    return { writes: () => ({}), resolve: () => undefined, buffer: null, bytes: 0, destroy: () => undefined };
  }
  const count = passes * 2;
  const querySet = device.createQuerySet({ label: 'Timestamps', type: 'timestamp', count });
  const bytes = count * 8;
  const buffer = device.createBuffer({
    label: 'Timestamps',
    size: bytes,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  return {
    buffer,
    bytes,
    writes: (pass) => ({
      timestampWrites: { querySet, beginningOfPassWriteIndex: pass * 2, endOfPassWriteIndex: pass * 2 + 1 },
    }),
    resolve: (encoder) => encoder.resolveQuerySet(querySet, 0, count, buffer, 0),
    destroy() {
      querySet.destroy();
      buffer.destroy();
    },
  };
}
