import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { pixelAt } from '../../../src/core/geometry/pixel-at.ts';
import { toProbe, type Probe } from '../../../src/core/labels/probe.ts';
import { probabilitiesAt } from '../../../src/core/labels/scores.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import { pixelsOf, planesOf, type GridShape } from '../../gpu/grid-shape.ts';
import { hastened } from '../../gpu/hastened.ts';
import type { LabelStages } from './gpu-labels.ts';

/** Reads one pixel's label and probabilities back, when somebody points at it. */
export interface GpuProbe {
  /** @param x,y in 0 to 1 of the frame; null while another question is under way */
  read(stages: LabelStages, shares: Float32Array, x: number, y: number): Promise<Probe | null>;
  destroy(): void;
}

const WORD = 4;

export function createGpuProbe(device: GPUDevice, { classes }: ModelSpec): GpuProbe {
  const staging = device.createBuffer({
    label: 'Probe.staging',
    size: WORD * (1 + classes.length),
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const inWord = labelsInWord(classes.length);
  let busy = false;
  return {
    async read({ chain, fitted }, shares, x, y) {
      if (busy) return null;
      busy = true;
      try {
        const { size, placement, labels } = fitted;
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
        device.queue.submit([encoder.finish()]);
        await hastened(device, staging.mapAsync(GPUMapMode.READ));
        const bytes = staging.getMappedRange().slice(0);
        staging.unmap();
        const word = inWord === 2 ? new Uint16Array(bytes, 0, 2) : new Uint8Array(bytes, 0, 4);
        const classId = word[pixel % inWord] ?? 0;
        return toProbe(classes, classId, probabilitiesOf(shape, new Float32Array(bytes, WORD, planes)), shares);
      } finally {
        busy = false;
      }
    },
    destroy: () => staging.destroy(),
  };
}

function probabilitiesOf({ classes, kind }: GridShape, data: Float32Array): Float32Array {
  const out = new Float32Array(classes);
  probabilitiesAt({ width: 1, height: 1, classes, kind, data, classStride: 1, pixelStride: 1 }, 0, out);
  return out;
}
