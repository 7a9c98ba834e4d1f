import { hastened } from './hastened.ts';
import type { ReadbackSource } from './readback.ts';

/** Brings several buffers back at once: one mapping, whatever there is of them. One at a time. */
export interface JoinedReadback {
  /** @returns where each lies, bytes */
  copy(encoder: GPUCommandEncoder, sources: readonly ReadbackSource[]): readonly number[];
  /** Once the device has run that far. @param read copies out what is to be kept: the memory is the device's */
  collect<T>(read: (memory: ArrayBuffer) => T): Promise<T>;
  destroy(): void;
}

export function createJoinedReadback(device: GPUDevice, label: string): JoinedReadback {
  let staging: GPUBuffer | null = null;
  let copied = 0;
  return {
    copy(encoder, sources) {
      const places: number[] = [];
      copied = 0;
      for (const { bytes } of sources) {
        places.push(copied);
        // times take eight bytes each
        copied += 8 * Math.ceil(bytes / 8);
      }
      const target = room(copied);
      sources.forEach(({ buffer, bytes }, index) =>
        encoder.copyBufferToBuffer(buffer, 0, target, places[index]!, bytes),
      );
      return places;
    },
    async collect(read) {
      if (!staging) throw new Error('Nothing was copied.');
      const own = staging;
      await hastened(device, own.mapAsync(GPUMapMode.READ, 0, copied));
      try {
        return read(own.getMappedRange(0, copied));
      } finally {
        own.unmap();
      }
    },
    destroy() {
      staging?.destroy();
      staging = null;
    },
  };

  function room(bytes: number): GPUBuffer {
    if (staging && staging.size >= bytes && staging.size <= 4 * bytes) return staging;
    staging?.destroy();
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    staging = device.createBuffer({ label, size: bytes, usage });
    return staging;
  }
}
