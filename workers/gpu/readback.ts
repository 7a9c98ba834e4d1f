import { hastened } from './hastened.ts';

/** A small read-back that never waits: one at a time is under way, the rest is skipped. */
export interface Readback {
  /** Whether the time has come and none is under way. */
  due(): boolean;
  /** Copies the sources one behind the other; `collect` must follow the submit. */
  copy(encoder: GPUCommandEncoder, sources: readonly ReadbackSource[]): void;
  /** What was copied, once the device has run that far. */
  collect(): Promise<ArrayBuffer>;
  destroy(): void;
}

export interface ReadbackSource {
  readonly buffer: GPUBuffer;
  readonly bytes: number;
}

/**
 * @param bytes of all sources together
 * @param every milliseconds between two read-backs
 */
export function createReadback(device: GPUDevice, label: string, bytes: number, every: number): Readback {
  const staging = device.createBuffer({
    label,
    size: bytes,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  let busy = false;
  let copied = 0;
  let last = -Infinity;
  return {
    due: () => !busy && performance.now() - last >= every,
    copy(encoder, sources) {
      busy = true;
      last = performance.now();
      let at = 0;
      for (const { buffer, bytes: length } of sources) {
        encoder.copyBufferToBuffer(buffer, 0, staging, at, length);
        at += length;
      }
      copied = at;
    },
    async collect() {
      try {
        await hastened(device, staging.mapAsync(GPUMapMode.READ, 0, copied));
        const result = staging.getMappedRange(0, copied).slice(0);
        staging.unmap();
        return result;
      } finally {
        busy = false;
      }
    },
    destroy: () => staging.destroy(),
  };
}
