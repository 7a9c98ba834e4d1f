import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers, type Buffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import { createKernel } from '../../gpu/kernel.ts';

import code from './confusion.wgsl?raw';

export interface ConfusionKernel {
  /** classes × classes words, rows are the truth; they add up until somebody clears them. */
  readonly counts: GPUBuffer;
  /** Sends the truth to the device, then counts. @param truth a class id for each of its pixels */
  run(pass: GPUComputePassEncoder, truth: Uint8Array<ArrayBuffer>, truthSize: Size): void;
  destroy(): void;
}

export interface ConfusionOptions {
  /** Packed. */
  readonly labels: GPUBuffer;
  /** Of the labels. */
  readonly size: Size;
  /** Of the truth. */
  readonly classes: number;
  /** The truth's id of each id that a label map may hold; 255: none. */
  readonly toTruth: Uint8Array;
}

interface Sent {
  readonly buffers: Buffers;
  readonly truth: GPUBuffer;
  readonly words: Uint8Array<ArrayBuffer>;
  readonly group: GPUBindGroup;
}

export async function createConfusionKernel(
  device: GPUDevice,
  { labels, size, classes, toTruth }: ConfusionOptions,
): Promise<ConfusionKernel> {
  const kernel = await createKernel(device, {
    label: 'Confusion.counts',
    code,
    bindings: ['uniform', 'read', 'read', 'read', 'write'],
    constants: { width: size.width, height: size.height, in_word: labelsInWord(toTruth.length), classes },
  });
  const own = createBuffers(device);
  const counts = own.storage('Confusion.counts', classes * classes);
  const ids = own.filled('Confusion.toTruth', Uint32Array.from(toTruth));
  const params = own.uniform('Confusion.params', 4);
  let sent: Sent | null = null;
  return {
    counts,
    run(pass, truth, truthSize) {
      const bytes = Math.ceil(truth.length / 4) * 4;
      if (sent?.words.length !== bytes) sent = room(bytes);
      sent.words.set(truth);
      device.queue.writeBuffer(sent.truth, 0, sent.words);
      params.u.set([truthSize.width, truthSize.height]);
      params.flush();
      kernel.dispatch(pass, sent.group, pixelsOf(size));
    },
    destroy() {
      sent?.buffers.destroy();
      own.destroy();
    },
  };

  function room(bytes: number): Sent {
    sent?.buffers.destroy();
    const buffers = createBuffers(device);
    const truth = buffers.storage('Confusion.truth', bytes / 4);
    const group = kernel.group(params.buffer, labels, truth, ids, counts);
    return { buffers, truth, words: new Uint8Array(bytes), group };
  }
}
