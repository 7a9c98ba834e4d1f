import { transfer } from 'comlink';
import type { SegmentRequest } from '../core/options/segment-options.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';
import { givingUp } from '../link/giving-up.ts';
import type { WorkerLink } from '../link/worker-link.ts';
import type { FrameInput, PipelineApi } from '../protocol/live.ts';

/** A frame on its way to the worker. */
export interface SegmentCall {
  /** Takes its memory. */
  readonly request: SegmentRequest;
  /** The frame is the worker's. */
  readonly transferred: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Calls that have a number each. */
let calls = 0;

/** Has a worker label a frame by itself. */
export function callSegment(
  link: WorkerLink<PipelineApi>,
  frame: FrameInput,
  { request, transferred, signal }: SegmentCall,
): Promise<SegmentationMaps> {
  const input = transferred && !(frame instanceof Blob) ? transfer(frame, [ownerOf(frame)]) : frame;
  const wanted = transfer(request, Object.values(request.memory));
  const call = (calls += 1);
  const labelling = link.call((api) => api.segment(input, wanted, call), { signal });
  return givingUp(labelling, signal, () => link.call((api) => api.giveUp(call)));
}

function ownerOf(frame: VideoFrame | ImageBitmap | ImageData): Transferable {
  return frame instanceof ImageData ? frame.data.buffer : frame;
}
