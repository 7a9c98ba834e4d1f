import type { Reply } from '../../src/shared/errors.ts';
import type { OpenOptions, PipelineInfo, Progress } from '../../src/shared/protocol.ts';

export interface LabellingRequest {
  /** Hand out the label map. */
  readonly labels: boolean;
  /** Hand out the label map packed (see label-codec.ts). */
  readonly packed: boolean;
  /** Hand out the confidence of every pixel. */
  readonly confidence: boolean;
  /** To be smoothed with the frames before: the first one of a stretch, or one that follows. */
  readonly streamed: 'no' | 'first' | 'next';
}

export interface LabellingResult {
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer> | null;
  readonly packed: Uint8Array<ArrayBuffer> | null;
  readonly confidence: Float32Array<ArrayBuffer> | null;
  /** Milliseconds that the network took. */
  readonly inference: number;
}

/** The interface of a worker that labels single frames for the analysis worker. */
export interface LabellingApi {
  open(options: OpenOptions, onProgress: (progress: Progress) => void): Promise<Reply<PipelineInfo>>;
  /** Takes the frame. */
  label(frame: VideoFrame, request: LabellingRequest): Promise<Reply<LabellingResult>>;
}
