import { can } from '../../platform/capabilities.ts';

/** So long without a callback, a page that is not displayed is called back for no picture. Milliseconds. */
const SILENT_MS = 500;
/** Where only its clock tells that an element has another picture: as many a second as are asked of it. */
const RATE = 30;
/** Callbacks that leave more pictures out than that come by a clock of their own. */
const MOST_LEFT_OUT = 5;
/** A picture's stamp and its element's clock are no farther apart, seconds. */
const SAME = 0.25;
/** So much later by the clock a stamp that is wrong is wrong again, where stamps tell nothing. Seconds. */
const AGAIN = 0.1;
/** So many that are right, and differ, say that the others will be. */
const RIGHT_STAMPS = 3;

/**
 * Which picture a video element shows, and since when, seen from outside.
 *
 * The stamps of its frames say that best where they say anything: Firefox stamps with whole seconds, taken for microseconds,
 * Safari before 17.4 with 0, each unlike the time at which the element shows that picture.
 */
export class Presentation {
  /** Whether the stamps of its frames tell one from another; null: not known yet. */
  stamped: boolean | null = null;
  #count = 0;
  #pictures = 0;
  /** Of the picture that was called back for; null: none was. */
  #mediaTime: number | null = null;
  #heardAt = -Infinity;
  #leftOut = 0;
  #right: number | null = null;
  #rights = 0;
  /** The clock at the first stamp that was wrong. */
  #wrongAt: number | null = null;
  #handle = 0;

  constructor(private readonly video: HTMLVideoElement) {
    if (!can('videoFrame')) this.#listen();
  }

  /**
   * Another value with each picture.
   * @param displayed the page is: it is called back for every picture
   */
  mark(displayed: boolean): number {
    const heard = this.#mediaTime !== null && (displayed || performance.now() - this.#heardAt < SILENT_MS);
    if (heard && this.#leftOut < MOST_LEFT_OUT) return -this.#count;
    // Firefox decodes nothing of a camera
    return this.video.getVideoPlaybackQuality().totalVideoFrames || Math.floor(this.video.currentTime * RATE);
  }

  /** Media time, seconds. Through the loops of a file a browser may count on, and its clock does not. */
  get seconds(): number {
    return (this.video.srcObject ? this.#mediaTime : null) ?? this.video.currentTime;
  }

  /** @param stamp of a frame that was just taken, microseconds */
  judge(stamp: number): void {
    if (this.stamped !== null) return;
    const { currentTime } = this.video;
    if (Math.abs(currentTime - stamp / 1e6) <= SAME) {
      if (stamp !== this.#right) this.#rights += 1;
      this.#right = stamp;
      if (this.#rights >= RIGHT_STAMPS) this.stamped = true;
      return;
    }
    this.#wrongAt ??= currentTime;
    if (Math.abs(currentTime - this.#wrongAt) < AGAIN) return;
    this.stamped = false;
    // not before: Chromium draws a video otherwise once somebody wants to be called back
    this.#listen();
  }

  /** Twice is harmless. */
  stop(): void {
    if (this.#handle !== 0) this.video.cancelVideoFrameCallback(this.#handle);
    this.#handle = 0;
  }

  #listen(): void {
    if (!('requestVideoFrameCallback' in this.video)) return;
    this.#handle = this.video.requestVideoFrameCallback((now, { mediaTime, presentedFrames }) => {
      this.#count += 1;
      // those before the first callback were not left out
      this.#leftOut = this.#pictures === 0 ? 0 : presentedFrames - this.#pictures - 1;
      this.#pictures = presentedFrames;
      this.#mediaTime = mediaTime;
      this.#heardAt = now;
      this.#listen();
    });
  }
}
