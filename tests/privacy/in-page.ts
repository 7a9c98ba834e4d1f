import type { PerPixelElement, ProcessedTrack, TrackOptions } from '../../src/perpixel.ts';

/** Everything here runs in the page: `install` is sent there as text, and may use nothing but its arguments and the page. */

/** The ways out of the page that are watched in it. */
export type Way = 'stream' | 'track' | 'page' | 'snapshot';

/** What came out of one of them. */
export interface Sight {
  frames: number;
  /** With something to see in it, and the wall not. */
  covered: number;
  black: number;
  /** With the wall in it, while it was to be seen. */
  shown: number;
  /** The same on their way out at the moment when it was hidden. */
  late: number;
  /** The same while it was hidden. */
  raw: number;
  /** Largest share of marked pixels in one that is not raw. */
  most: number;
  /** What was going on when the wall came out. */
  leaks: string[];
}

/** A frame that went to an encoder. */
export interface Encoded {
  /** Microseconds of the film. */
  readonly timestamp: number;
  /** `performance.now()` */
  readonly at: number;
}

type Both = 'overlay' | 'lightWrap' | 'model' | 'mirror' | 'keep' | 'refine' | 'backend';

/** By its name or address. */
interface Ground {
  readonly background?: string | null;
}

export interface Change {
  /** Which of the two; default: both. */
  readonly of?: 'element' | 'track';
  readonly doing: string;
  readonly element?: Partial<Pick<PerPixelElement, Both | 'source' | 'mirrored'>> & Ground;
  readonly track?: Pick<TrackOptions, Both> & Ground;
  /** An address of a file to be opened. */
  readonly file?: string;
  /** Of the camera that goes into the track. */
  readonly camera?: MediaTrackConstraints;
  readonly act?: 'pause' | 'play' | 'off' | 'on' | 'hide' | 'seek';
}

export interface Harness {
  readonly sights: Record<Way, Sight>;
  /** What failed, and what was going on then. */
  readonly troubles: string[];
  /** The last film's frames, and when its wall was to be seen. */
  readonly encoded: Encoded[];
  readonly shown: { from: number; to: number }[];
  /** A change; what it hides is hidden from then on. `silent`: nobody who watches is told. */
  change(change: Change, silent?: boolean): Promise<void>;
  snapshot(): Promise<void>;
  kill(how: 'terminate' | 'worker-crash' | 'device-lost'): Promise<void>;
  /** Until the element, where it shows a camera, and the track have shown something covered. @returns whether they did in that many milliseconds */
  covered(limit: number): Promise<boolean>;
  /** Until the wall has been seen in stream, track and page, for so many milliseconds at most. */
  seenRaw(limit: number): Promise<void>;
  /** What the element and the track are doing. */
  state(): string;
  revive(): Promise<void>;
}

declare global {
  var harness: Harness;
  var isMarked: (r: number, g: number, b: number) => boolean;
  var pipelineWorkers: Worker[];
}

export interface Setup {
  readonly library: string;
  readonly track: TrackOptions;
  /** Share of marked pixels from which on a picture counts as raw. */
  readonly raw: number;
}

export async function install({ library, track: trackOptions, raw }: Setup): Promise<void> {
  const { processTrack } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const viewer = document.querySelector<PerPixelElement & { injectFault(fault: string): Promise<void> }>('per-pixel')!;
  const sight = (): Sight => ({ frames: 0, covered: 0, black: 0, shown: 0, late: 0, raw: 0, most: 0, leaks: [] });
  /** The element's. */
  let phase = '';
  const sights: Record<Way, Sight> = { stream: sight(), track: sight(), page: sight(), snapshot: sight() };
  const encoded: Encoded[] = [];
  const shown: { from: number; to: number }[] = [];
  const troubles: string[] = [];
  let doing = 'opening';
  /** How often the wall had been seen before it was shown on purpose: stream, track, page. */
  let purposely = [0, 0, 0];

  /** Every second pixel of every second row. */
  const look = (pixels: Uint8Array | Uint8ClampedArray, width: number, height: number) => {
    let [marked, brightest, count] = [0, 0, 0];
    for (let y = 0; y < height; y += 2) {
      for (let at = 4 * y * width; at < 4 * (y + 1) * width; at += 8) {
        const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
        count += 1;
        if (globalThis.isMarked(r, g, b)) marked += 1;
        if (r + g + b > brightest) brightest = r + g + b;
      }
    }
    return { share: marked / Math.max(1, count), black: brightest < 40 };
  };

  /** @returns whether it is raw */
  const see = (
    way: Way,
    pixels: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
    may: 'shown' | 'late' | '',
  ) => {
    const { share, black } = look(pixels, width, height);
    const into = sights[way];
    into.frames += 1;
    if (share < raw) {
      into[black ? 'black' : 'covered'] += 1;
      into.most = Math.max(into.most, share);
      return false;
    }
    into[may || 'raw'] += 1;
    if (!may && into.leaks.length < 20)
      into.leaks.push(
        `${(100 * share).toFixed(1)} % while ${doing} (${viewer.overlay}, ${viewer.stats().model}, ${viewer.source})`,
      );
    return true;
  };

  /** So many frames wait where the page is busy; all of them may have left when the wall is hidden. */
  const WAITING = 30;
  const reading = async (track: MediaStreamTrack, take: (frame: VideoFrame) => Promise<boolean>): Promise<void> => {
    const reader = new MediaStreamTrackProcessor({
      track: track as MediaStreamVideoTrack,
      maxBufferSize: 30,
    }).readable.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const frame = next.value;
      const goesOn = await take(frame).finally(() => frame.close());
      if (!goesOn) break;
    }
    await reader.cancel();
    track.stop();
  };
  const rgba = async (frame: VideoFrame): Promise<Uint8Array> => {
    const pixels = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
    await frame.copyTo(pixels, { format: 'RGBA' });
    return pixels;
  };

  /** What may be seen of a track. One that was there when the wall was hidden may have frames on their way. */
  interface Watch {
    may: 'shown' | 'late' | '';
    late: number;
    /** Ends with the first frame without the wall. */
    ends: boolean;
  }
  const follow = (way: Way, track: MediaStreamTrack): Watch => {
    const own: Watch = { may: '', late: 0, ends: false };
    void reading(track, async (frame) => {
      const pixels = await rgba(frame);
      const isRaw = see(way, pixels, frame.codedWidth, frame.codedHeight, own.late < WAITING ? own.may : '');
      if (own.may !== 'late') return true;
      own.late += 1;
      if (isRaw) return true;
      own.may = '';
      return !own.ends;
    });
    return own;
  };
  /** It is hidden from now on. Frames that left before end with the first one without the wall; who comes anew must not see it. */
  const hide = (watch: Watch, anew: () => Watch): Watch => {
    Object.assign(watch, { may: 'late', late: 0, ends: true });
    return anew();
  };
  const watchStream = (): Watch => follow('stream', viewer.captureStream().getVideoTracks()[0]!);
  let watch = watchStream();

  let camera = (await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 } })).getVideoTracks()[0]!;
  let processed: ProcessedTrack;
  let tracked: Watch;
  const watchTrack = (): Watch => follow('track', processed.track.clone());
  const process = async (): Promise<void> => {
    processed = await processTrack(camera, {
      ...trackOptions,
      onError: ({ message }) => troubles.push(`the track, ${doing}: ${message}`),
    });
    tracked = watchTrack();
  };

  const canvas = new OffscreenCanvas(160, 90);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingEnabled = false;
  const drawn = (picture: CanvasImageSource): Uint8ClampedArray => {
    context.clearRect(0, 0, 160, 90);
    context.drawImage(picture, 0, 0, 160, 90);
    return context.getImageData(0, 0, 160, 90).data;
  };
  const lookAtPage = (): void => {
    const picture = viewer.shadowRoot?.querySelector<HTMLCanvasElement>('canvas.picture');
    const seen = picture && getComputedStyle(picture).visibility !== 'hidden' && picture.width > 0;
    if (seen) see('page', drawn(picture), 160, 90, watch.may);
  };

  const encode = VideoEncoder.prototype.encode;
  VideoEncoder.prototype.encode = function (frame, options) {
    encoded.push({ timestamp: frame.timestamp, at: performance.now() });
    encode.call(this, frame, options);
  };

  const hides = (overlay: string | undefined): boolean => ['blur', 'replace', 'cutout'].includes(overlay ?? '');

  const changeElement = async ({ element, file, act }: Change, silent: boolean): Promise<void> => {
    const overlay = element?.overlay;
    if (overlay && !hides(overlay) && !silent) {
      if (watch.may === '') shown.push({ from: performance.now(), to: Infinity });
      watch.may = 'shown';
    }
    if (element) Object.assign(viewer, element);
    if (overlay && hides(overlay) && watch.may === 'shown') {
      await viewer.updateComplete;
      shown.at(-1)!.to = performance.now();
      watch = hide(watch, watchStream);
    }
    if (file) await viewer.openFile(await (await fetch(file)).blob());
    if (act === 'pause') viewer.pause();
    if (act === 'play') await viewer.play();
    if (act === 'seek') await viewer.seek(0.1);
  };

  const changeTrack = async ({ track, camera: size, act }: Change, silent: boolean): Promise<void> => {
    if (track) {
      if (track.overlay && !hides(track.overlay) && !silent) tracked.may = 'shown';
      processed.update(track);
      if (track.overlay && hides(track.overlay) && tracked.may === 'shown') tracked = hide(tracked, watchTrack);
    }
    if (size) await camera.applyConstraints(size);
    if (act === 'off' || act === 'on') camera.enabled = act === 'on';
  };

  globalThis.harness = {
    sights,
    troubles,
    encoded,
    shown,
    async change(change, silent = false) {
      if (silent) purposely = [sights.stream.raw, sights.track.raw, sights.page.raw];
      doing = change.doing;
      // what fails is told by the element, and no matter here: what comes out is
      if (change.of !== 'track')
        await changeElement(change, silent).catch((error: Error) =>
          troubles.push(`element, ${doing}: ${error.message}`),
        );
      if (change.of !== 'element')
        await changeTrack(change, silent).catch((error: Error) => troubles.push(`track, ${doing}: ${error.message}`));
    },
    async snapshot() {
      if (watch.may === 'shown') return;
      const blob = await viewer.snapshot().catch(() => null);
      if (!blob) return;
      const picture = await createImageBitmap(blob);
      see('snapshot', drawn(picture), 160, 90, '');
      picture.close();
    },
    async kill(how) {
      doing = `${how} after ${doing}`;
      if (how === 'terminate') globalThis.pipelineWorkers.splice(0).forEach((each) => each.terminate());
      else await viewer.injectFault(how).catch(() => undefined);
    },
    async covered(limit) {
      const before = [sights.stream.covered, sights.track.covered];
      const until = performance.now() + limit;
      await viewer.play().catch(() => undefined);
      camera.enabled = true;
      while (performance.now() < until) {
        // a picture stands still, and a film may have ended
        const shows = viewer.source !== 'camera' || sights.stream.covered > before[0]!;
        if (shows && sights.track.covered > before[1]!) return true;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return false;
    },
    async seenRaw(limit) {
      const ways = [sights.stream, sights.track, sights.page];
      const before = purposely;
      const until = performance.now() + limit;
      while (performance.now() < until && ways.some(({ raw: seen }, way) => seen <= before[way]!))
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    state() {
      const { frames } = viewer.stats();
      return `the element is ${phase} with ${frames} frames, the track ${processed.track.readyState} with ${processed.stats().frames}`;
    },
    async revive() {
      doing = `reviving after ${doing}`;
      Object.assign(viewer, { source: '', mirror: false });
      await viewer.updateComplete;
      viewer.source = 'camera';
      processed.stop();
      camera.stop();
      camera = (await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 } })).getVideoTracks()[0]!;
      await process();
    },
  };
  viewer.addEventListener('perpixel-statechange', ({ detail }) => (phase = detail.state));
  viewer.addEventListener('perpixel-error', ({ detail }) => troubles.push(`the element, ${doing}: ${detail.message}`));
  await process();
  setInterval(lookAtPage, 30);
}
