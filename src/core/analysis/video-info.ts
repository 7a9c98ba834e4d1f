/** What is known of a video before its frames are decoded. */
export interface VideoInfo {
  /** As shown: turned, with square pixels. Later frames may differ. */
  readonly width: number;
  /** As shown. */
  readonly height: number;
  /** Seconds: where the first frame begins. Not every recording begins at 0. */
  readonly start: number;
  /** Seconds: the end of the last frame, by the same clock. */
  readonly duration: number;
  /** As the container has it; what cannot be decoded counts too. */
  readonly frameCount: number;
  /** RFC 6381, such as `avc1.64001e`. */
  readonly codec: string;
}
