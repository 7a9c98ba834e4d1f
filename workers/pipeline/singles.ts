import { isWide } from '../../src/core/labels/label-map.ts';
import type { SegmentationMaps } from '../../src/core/labels/segmentation-maps.ts';
import type { Stage } from '../../src/core/metrics/metrics.ts';
import { can } from '../../src/platform/capabilities.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';
import { labelSingle, type SingleFrame } from './cpu/single-frame.ts';
import type { GpuSingle } from './gpu/gpu-single.ts';
import type { ModelSession } from './model-session.ts';
import { gpuPart } from './open-path.ts';
import { checkOutputs } from '../tasks/wanted-outputs.ts';

/** A frame by itself, decoded. */
export type SinglePicture = StreamFrame | ImageData;

/** Frames by themselves: on the GPU where the model is there and its stages have shaders, else with every stage on the CPU. */
export interface Singles {
  /** Makes ready what labels them. */
  expect(): void;
  /** @param timings what was spent before, to which this is added. The picture stays its owner's. */
  label(picture: SinglePicture, single: SingleFrame, timings: Record<Stage, number>): Promise<SegmentationMaps>;
  close(): void;
}

export function createSingles(session: ModelSession): Singles {
  const { spec, task, graphics, labeller } = session;
  let opening: Promise<GpuSingle | null> | null = null;
  let closed = false;

  return {
    expect: () => void expect(),
    async label(picture, single, timings) {
      const { outputs } = single.request;
      checkOutputs(spec, outputs, task.outputs);
      // several predictions are a matter of the CPU, which says so where there is one alone
      const gpu = await expect();
      const labelled = gpu && !outputs.includes('disagreement') ? await labelOn(gpu, picture, single, timings) : null;
      return labelled ?? labelSingle(session, picture, single, timings);
    },
    close() {
      closed = true;
      void opening?.then((gpu) => gpu?.destroy());
    },
  };

  async function labelOn(
    gpu: GpuSingle,
    picture: SinglePicture,
    single: SingleFrame,
    timings: Record<Stage, number>,
  ): Promise<SegmentationMaps | null> {
    if (!(picture instanceof ImageData)) return gpu.label(picture, single, timings);
    const { data, width, height } = picture;
    if (!can('videoFrame') || data.BYTES_PER_ELEMENT > 1) return null;
    const frame = new VideoFrame(data, { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: 0 });
    labeller.moves.copied();
    try {
      return await gpu.label(frame, single, timings);
    } finally {
      frame.close();
    }
  }

  function expect(): Promise<GpuSingle | null> {
    // where shaders do not come, or do not compile, the CPU does it all
    return (opening ??= open().catch(() => null));
  }

  async function open(): Promise<GpuSingle | null> {
    if (!graphics || isWide(spec.classes.length)) return null;
    const { createGpuSingle, taskKernelOf } = await gpuPart();
    const kernel = taskKernelOf(spec);
    if (typeof kernel === 'string' || closed) return null;
    return createGpuSingle({ spec, task, kernel, ...graphics, moves: labeller.moves });
  }
}
