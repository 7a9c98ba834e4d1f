/** Every form in which a picture may come. */
export const WAYS = [
  'VideoFrame I420',
  'VideoFrame NV12',
  'VideoFrame RGBX',
  'ImageBitmap',
  'ImageData',
  'OffscreenCanvas',
  'HTMLCanvasElement',
  'HTMLImageElement',
  'HTMLVideoElement',
  'Blob (JPEG)',
  'Blob (PNG)',
] as const;
export type Way = (typeof WAYS)[number];

/** In the page, it is sent there as text: milliseconds of each round, by way. */
export async function runWays(input: {
  readonly picture: number[];
  readonly rounds: number;
  readonly ways: readonly Way[];
}): Promise<Record<Way, number[]>> {
  const [width, height] = [640, 480];
  const library = '/site/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const segmenter = await perpixel.createSegmenter({ model: 'selfie', backend: 'wasm' });
  const forms = await formsOf(new Uint8ClampedArray(input.picture));
  const times = Object.fromEntries(input.ways.map((way): [Way, number[]] => [way, []])) as Record<Way, number[]>;
  for (let round = -5; round < input.rounds; round += 1) {
    for (const way of input.ways) {
      const start = performance.now();
      await segmenter.segment(forms[way]);
      if (round >= 0) times[way].push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  segmenter.close();
  return times;

  async function formsOf(
    picture: Uint8ClampedArray<ArrayBuffer>,
  ): Promise<Record<Way, import('../../../src/index.ts').Frame>> {
    const source = new OffscreenCanvas(256, 256);
    source.getContext('2d')?.putImageData(new ImageData(picture, 256, 256), 0, 0);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(source, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height);
    const element = document.createElement('canvas');
    Object.assign(element, { width, height }).getContext('2d')?.drawImage(canvas, 0, 0);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const image = new Image();
    image.src = URL.createObjectURL(jpeg);
    await image.decode();
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width, height } });
    await video.play();
    return {
      'VideoFrame I420': planes('I420'),
      'VideoFrame NV12': planes('NV12'),
      'VideoFrame RGBX': new VideoFrame(pixels.data, {
        format: 'RGBX',
        codedWidth: width,
        codedHeight: height,
        timestamp: 0,
      }),
      ImageBitmap: await createImageBitmap(pixels),
      ImageData: pixels,
      OffscreenCanvas: canvas,
      HTMLCanvasElement: element,
      HTMLImageElement: image,
      HTMLVideoElement: video,
      'Blob (JPEG)': jpeg,
      'Blob (PNG)': await canvas.convertToBlob({ type: 'image/png' }),
    };
  }

  /** Grey: what a pixel's value is makes no difference to how it comes in. */
  function planes(format: 'I420' | 'NV12'): VideoFrame {
    const bytes = new Uint8Array(1.5 * width * height).fill(128);
    return new VideoFrame(bytes, { format, codedWidth: width, codedHeight: height, timestamp: 0 });
  }
}
