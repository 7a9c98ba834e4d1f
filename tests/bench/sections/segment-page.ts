/** One thing that `segment()` is asked for. */
export interface Asked {
  readonly input: 'ImageBitmap' | 'ImageData' | 'VideoFrame I420' | 'VideoFrame RGBX';
  /** Beside the labels. */
  readonly confidence: boolean;
}

export interface SegmentRounds {
  /** 256 × 256 RGBA. */
  readonly picture: number[];
  readonly rounds: number;
  readonly isolated: boolean;
  readonly asked: readonly Asked[];
}

/** One of the peer's masks: milliseconds of each round, and the share of pixels that both label alike, at the least. */
export interface PeersTimes {
  readonly mask: 'confidence' | 'category';
  readonly times: number[];
  agreement: number;
}

export interface SegmentTimes {
  readonly ours: number[];
  /** What runs ours. */
  readonly ran: string;
  readonly peers: PeersTimes[];
}

type Frame = ImageData | ImageBitmap | VideoFrame;

/** In the page: it is sent there as text. */
export async function runSegments({ picture, rounds, isolated, asked }: SegmentRounds): Promise<SegmentTimes[]> {
  if (crossOriginIsolated !== isolated) throw new Error('The page is not isolated as this run needs it.');
  const [library, peerLibrary] = ['/site/lib/perpixel.js', '/vision/vision_bundle.mjs'];
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const vision = (await import(peerLibrary)) as typeof import('@mediapipe/tasks-vision');
  const { segmenter, ran } = await globalThis.opensTuned(perpixel, 'selfie');
  const fileset = await vision.FilesetResolver.forVisionTasks('/vision/wasm');
  const openPeer = (confidence: boolean) =>
    vision.ImageSegmenter.createFromOptions(fileset, {
      baseOptions: { modelAssetPath: '/model/mediapipe/models/selfie_segmenter.tflite', delegate: 'CPU' },
      runningMode: 'VIDEO',
      outputConfidenceMasks: confidence,
      outputCategoryMask: !confidence,
    });
  const peers = { confidence: await openPeer(true), category: await openPeer(false) };
  const pictures = drawPictures();
  const times: SegmentTimes[] = [];
  for (const each of asked) times.push(await run(each));
  segmenter.close();
  peers.confidence.close();
  peers.category.close();
  return times;

  async function run({ input, confidence }: Asked): Promise<SegmentTimes> {
    const frames = await Promise.all(pictures.map((pixels, index) => frameOf(input, pixels, index)));
    const outputs = confidence ? (['labelMap', 'confidence'] as const) : (['labelMap'] as const);
    const ours: number[] = [];
    const masks = confidence ? (['confidence'] as const) : (['category', 'confidence'] as const);
    const others = masks.map((mask): PeersTimes => ({ mask, times: [], agreement: 1 }));
    for (let round = -10; round < rounds; round += 1) {
      const frame = frames[(round + 10) % frames.length]!;
      let start = performance.now();
      const { labelMap } = await segmenter.segment(frame, { outputs: [...outputs] });
      const own = performance.now() - start;
      await rest();
      for (const other of others) {
        start = performance.now();
        const labels = theirs(frame, other.mask, confidence);
        if (round >= 0) other.times.push(performance.now() - start);
        other.agreement = Math.min(other.agreement, agree(labelMap, labels));
      }
      if (round >= 0) ours.push(own);
      // both leave garbage and timers behind; the next round starts clean
      await new Promise((resolve) => setTimeout(resolve));
    }
    for (const frame of frames) if (!(frame instanceof ImageData)) frame.close();
    return { ours, ran, peers: others };
  }

  /** Threads of a runtime spin for a while after a run, in the other's time. */
  async function rest(): Promise<void> {
    if (isolated) await new Promise((resolve) => setTimeout(resolve, 25));
  }

  /** Its category mask; or its confidence mask, cut at a half where labels are asked for. */
  function theirs(frame: Frame, mask: PeersTimes['mask'], asIs: boolean): Uint8Array | Float32Array {
    const result = peers[mask].segmentForVideo(frame, performance.now());
    const read = (result.categoryMask?.getAsUint8Array() ?? result.confidenceMasks?.at(-1)?.getAsFloat32Array())!;
    const labels = mask === 'category' || asIs ? read.slice() : new Uint8Array(read.length);
    if (mask === 'confidence' && !asIs) for (let i = 0; i < read.length; i += 1) labels[i] = read[i]! > 0.5 ? 1 : 0;
    result.close();
    return labels;
  }

  function drawPictures(): ImageData[] {
    const source = new OffscreenCanvas(256, 256);
    source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), 256, 256), 0, 0);
    return Array.from({ length: 8 }, (_, index) => {
      const context = new OffscreenCanvas(640, 480).getContext('2d', { willReadFrequently: true })!;
      context.drawImage(source, index * 4 - 16, 0, 640, 480);
      return context.getImageData(0, 0, 640, 480);
    });
  }

  /** Video frames lie in memory, as a camera's do. */
  async function frameOf(input: Asked['input'], pixels: ImageData, index: number): Promise<Frame> {
    if (input === 'ImageData') return pixels;
    if (input === 'ImageBitmap') return createImageBitmap(pixels);
    const shape = { codedWidth: 640, codedHeight: 480, timestamp: index * 33_333 };
    if (input === 'VideoFrame RGBX') return new VideoFrame(pixels.data, { ...shape, format: 'RGBX' });
    const colorSpace = {
      matrix: 'smpte170m',
      primaries: 'smpte170m',
      transfer: 'smpte170m',
      fullRange: false,
    } as const;
    return new VideoFrame(toI420(pixels.data), { ...shape, format: 'I420', colorSpace });
  }

  /** BT.601, limited range. */
  function toI420(rgba: Uint8ClampedArray): Uint8Array {
    const out = new Uint8Array(640 * 480 * 1.5);
    for (let y = 0; y < 480; y += 1) {
      for (let x = 0; x < 640; x += 1) {
        const at = (y * 640 + x) * 4;
        const [r, g, b] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
        out[y * 640 + x] = 16.5 + 0.2568 * r + 0.5041 * g + 0.0979 * b;
        if (x % 2 || y % 2) continue;
        const chroma = 640 * 480 + (y / 2) * 320 + x / 2;
        out[chroma] = 128.5 - 0.1482 * r - 0.291 * g + 0.4392 * b;
        out[chroma + 320 * 240] = 128.5 + 0.4392 * r - 0.3678 * g - 0.0714 * b;
      }
    }
    return out;
  }

  /** Both ways round: a category mask has 0 for this model's only class, the person, and 255 for none. */
  function agree(labels: Uint8Array | Uint16Array, mask: Float32Array | Uint8Array): number {
    let same = 0;
    for (let i = 0; i < labels.length; i += 1) if (labels[i] === (mask[i]! > 0.5 ? 1 : 0)) same += 1;
    return Math.max(same, labels.length - same) / labels.length;
  }
}
