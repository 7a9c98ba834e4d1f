import type { Browser } from 'playwright';
import { goldenPicture } from '../fixtures/golden/picture.ts';
import { withPage } from './page.ts';
import { compare, type Comparison } from './ratio.ts';

const ROUNDS = 150;

/**
 * The whole `segment()` of a 640 × 480 video frame against MediaPipe's ImageSegmenter (CPU, VIDEO mode, confidence mask
 * read) on the same frames, taking turns.
 */
export async function benchSegment(browser: Browser, threads: 1 | 2): Promise<Comparison> {
  const { ours, peer, agreement } = await withPage(browser, threads, (page) =>
    page.evaluate(runRounds, {
      picture: Array.from(goldenPicture()),
      rounds: ROUNDS,
      isolated: threads === 2,
    }),
  );
  if (agreement < 0.98) throw new Error(`The two disagree on ${((1 - agreement) * 100).toFixed(1)} % of the pixels.`);
  return compare(`segment() 640×480, ${threads} thread${threads > 1 ? 's' : ''} / tasks-vision, CPU`, ours, peer);
}

/** In the page. */
async function runRounds(input: { picture: number[]; rounds: number; isolated: boolean }) {
  if (crossOriginIsolated !== input.isolated) throw new Error('The page is not isolated as this run needs it.');
  const [library, peerLibrary] = ['/site/lib/perpixel.js', '/vision/vision_bundle.mjs'];
  const perpixel = (await import(library)) as typeof import('../../src/perpixel.ts');
  const vision = (await import(peerLibrary)) as typeof import('@mediapipe/tasks-vision');
  const segmenter = await perpixel.createSegmenter({ model: 'selfie', backend: 'wasm' });
  const peerSegmenter = await vision.ImageSegmenter.createFromOptions(
    await vision.FilesetResolver.forVisionTasks('/vision/wasm'),
    {
      baseOptions: { modelAssetPath: '/model/mediapipe/models/selfie_segmenter.tflite', delegate: 'CPU' },
      runningMode: 'VIDEO',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );
  const frames = drawFrames(input.picture);
  const ours: number[] = [];
  const peer: number[] = [];
  let agreement = 1;
  for (let round = -10; round < input.rounds; round += 1) {
    const frame = frames[(round + 10) % frames.length]!;
    let start = performance.now();
    const { labelMap } = await segmenter.segment(frame);
    const own = performance.now() - start;
    start = performance.now();
    const result = peerSegmenter.segmentForVideo(frame, start);
    const mask = result.confidenceMasks?.at(-1)?.getAsFloat32Array() ?? new Float32Array();
    const other = performance.now() - start;
    agreement = Math.min(agreement, agree(labelMap, mask));
    result.close();
    if (round < 0) continue;
    ours.push(own);
    peer.push(other);
    // both leave garbage and timers behind; the next round starts clean
    await new Promise((resolve) => setTimeout(resolve));
  }
  segmenter.close();
  peerSegmenter.close();
  for (const frame of frames) frame.close();
  return { ours, peer, agreement };

  function drawFrames(picture: number[]): VideoFrame[] {
    const source = new OffscreenCanvas(256, 256);
    source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), 256, 256), 0, 0);
    return Array.from({ length: 8 }, (_, index) => {
      const canvas = new OffscreenCanvas(640, 480);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context?.drawImage(source, index * 4 - 16, 0, 640, 480);
      const pixels = context?.getImageData(0, 0, 640, 480).data ?? new Uint8ClampedArray();
      // in memory, as a camera's frames are
      const shape = { format: 'RGBX', codedWidth: 640, codedHeight: 480 } as const;
      return new VideoFrame(pixels, { ...shape, timestamp: index * 33_333 });
    });
  }

  function agree(labels: Uint8Array | Uint16Array, mask: Float32Array): number {
    let same = 0;
    for (let i = 0; i < labels.length; i += 1) if (labels[i] === (mask[i]! > 0.5 ? 1 : 0)) same += 1;
    return same / labels.length;
  }
}
