import { transfer } from 'comlink';
import type { Head } from '../../core/teaching/head.ts';
import type { WorkerLink } from '../../link/worker-link.ts';
import type { FrameReport, PipelineInfo } from '../../protocol/live.ts';
import type { HeldFrame, TaughtModel, TrunkApi } from '../../protocol/trunk.ts';
import type { PreparedFrame } from '../frame-input.ts';

/** The model of a pipeline's worker, where it is a trunk, as teachers use it. */
export class TrunkClient {
  constructor(
    private readonly link: WorkerLink<TrunkApi>,
    /** The classes are others. */
    private readonly onInfo: (info: PipelineInfo) => void,
  ) {}

  /**
   * Every frame from now on is labelled with this head.
   * @param anew the frame that is shown, too
   * @returns what became of that one; null: it was not asked, or there is none
   * @throws PerPixelError `option-invalid` where the model is not to be taught
   */
  async teach(head: Head, anew = false): Promise<FrameReport | null> {
    const { info, report } = await this.link.call((api) => api.teach(head, anew));
    this.onInfo(info);
    return report;
  }

  /**
   * Keeps a frame's features. Takes what is ours of it.
   * @param frame null: the one that is shown
   * @param pictured with a small picture of it
   */
  hold(frame: PreparedFrame | null, pictured = true): Promise<HeldFrame> {
    const input = frame && frame.transferred ? sent(frame.input) : (frame?.input ?? null);
    return this.link.call((api) => api.holdFrame(input, pictured));
  }

  /** The features of some cells of a held frame, one behind the other. */
  sample(id: number, cells: Uint32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    return this.link.call((api) => api.sample(id, cells));
  }

  letGo(id: number): Promise<null> {
    return this.link.call((api) => api.letGo(id));
  }

  bake(head: Head): Promise<TaughtModel> {
    return this.link.call((api) => api.bake(head), { endless: true });
  }
}

function sent(input: PreparedFrame['input']): PreparedFrame['input'] {
  if (input instanceof Blob) return input;
  return transfer(input, [input instanceof ImageData ? input.data.buffer : input]);
}
