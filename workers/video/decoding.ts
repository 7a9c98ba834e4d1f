import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';

/** A decoder that gave up. Frames that it gave before have been handed out. */
export class DecodeFailure extends Error {
  override readonly name = 'DecodeFailure';

  /** @param last the sequence number of the last packet it was given */
  constructor(
    readonly last: number,
    cause: unknown,
  ) {
    super('The decoder gave up.', { cause });
  }
}

export interface RunOptions {
  readonly packets: EncodedPacketSink;
  /** A key packet. */
  readonly from: EncodedPacket;
  /** Sequence numbers of packets to leave out. */
  readonly without: ReadonlySet<number>;
}

/** How the frames of one video are decoded. */
export interface Decoding<Frame> {
  /**
   * Decodes from a key packet to the end of the video, some frames ahead of its reader. Yields frames in the order of
   * showing; the reader closes them.
   * @throws DecodeFailure
   */
  run(options: RunOptions): AsyncGenerator<Frame, void>;
  /**
   * Finds the packet that a decoder gives up at.
   * @param until the sequence number of the last packet to try
   * @returns its sequence number; null where all went well
   */
  findCulprit(options: RunOptions, until: number): Promise<number | null>;
  /** The frame as it is to be shown. Takes it. */
  oriented(frame: Frame): Frame | Promise<Frame>;
}
