import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { pixelAt } from '../../../src/core/geometry/pixel-at.ts';
import { probedThing, toProbe, type Probe } from '../../../src/core/labels/probe.ts';
import { probabilitiesAt } from '../../../src/core/labels/scores.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import { pixelsOf, planesOf, type GridShape } from '../../gpu/grid-shape.ts';
import { hastened } from '../../gpu/hastened.ts';
import type { GpuDecode } from '../../tasks/task-kernel.ts';
import type { LabelStages } from './gpu-labels.ts';
import type { ProbedThings } from './gpu-results.ts';

/** Reads one pixel's label and probabilities back, when somebody points at it. */
export interface GpuProbe {
  /**
   * @param things of the frame; null: none are told apart
   * @param x,y in 0 to 1 of the frame; null while another question is under way
   */
  read(
    stages: LabelStages,
    things: ProbedThings | null,
    shares: Float32Array,
    x: number,
    y: number,
  ): Promise<Probe | null>;
  destroy(): void;
}

const WORD = 4;

export function createGpuProbe(device: GPUDevice, { classes }: ModelSpec, task: GpuDecode['results']): GpuProbe {
  const bytes = task?.bytes ?? 0;
  const ownBytes = WORD * (1 + classes.length);
  const staging = device.createBuffer({
    label: 'Probe.staging',
    size: ownBytes + WORD + bytes,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const inWord = labelsInWord(classes.length);
  let busy = false;
  return {
    async read({ chain, fitted }, things, shares, x, y) {
      if (busy) return null;
      busy = true;
      try {
        const { size, frame, placement, labels } = fitted;
        const { shape } = chain;
        const pixel = pixelAt(size, x, y);
        const cell = pixelAt(shape, x, y, placement);
        const encoder = device.createCommandEncoder({ label: 'Probe' });
        encoder.copyBufferToBuffer(labels, Math.floor(pixel / inWord) * WORD, staging, 0, WORD);
        const planes = planesOf(shape);
        for (let plane = 0; plane < planes; plane += 1) {
          const at = (plane * pixelsOf(shape) + cell) * WORD;
          encoder.copyBufferToBuffer(chain.scores, at, staging, WORD * (1 + plane), WORD);
        }
        if (things) {
          encoder.copyBufferToBuffer(things.map, Math.floor(pixel / inWord) * WORD, staging, ownBytes, WORD);
          encoder.copyBufferToBuffer(things.sample, 0, staging, ownBytes + WORD, bytes);
        }
        device.queue.submit([encoder.finish()]);
        await hastened(device, staging.mapAsync(GPUMapMode.READ));
        const read = staging.getMappedRange().slice(0);
        staging.unmap();
        const classId = labelIn(read, 0, pixel);
        const probe = toProbe(classes, classId, probabilitiesOf(shape, new Float32Array(read, WORD, planes)), shares);
        if (!things || !task) return probe;
        const id = labelIn(read, ownBytes, pixel) - classes.length + 1;
        const { instances } = task.found(read.slice(ownBytes + WORD));
        const thing = instances?.find((each) => each.id === id);
        return { ...probe, ...probedThing(thing, pixelsOf(frame)) };
      } finally {
        busy = false;
      }
    },
    destroy: () => staging.destroy(),
  };

  function labelIn(read: ArrayBuffer, at: number, pixel: number): number {
    const word = inWord === 2 ? new Uint16Array(read, at, 2) : new Uint8Array(read, at, 4);
    return word[pixel % inWord] ?? 0;
  }
}

function probabilitiesOf({ classes, kind }: GridShape, data: Float32Array): Float32Array {
  const out = new Float32Array(classes);
  probabilitiesAt({ width: 1, height: 1, classes, kind, data, classStride: 1, pixelStride: 1 }, 0, out);
  return out;
}
