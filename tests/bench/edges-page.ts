/** What the sheet shows of a frame, in this order. */
export const CONTENDERS = ['perpixel', '@mediapipe/tasks-vision + canvas', '@stream-io/video-filters-web'] as const;

export interface Request {
  /** Addresses of pictures, frames of a clip. */
  readonly frames: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly model: 'selfie' | 'selfie-landscape';
}

/** Of each frame, of each contender: PNG as a data address, blurred and before white. */
export type Shown = { readonly blurred: string; readonly replaced: string }[][];

/**
 * In the page. Each library processes a track of the same pictures, with the same network (selfie, or selfie landscape), each as its
 * own documentation says; what comes out is taken when a picture has stood for a while.
 */
export async function showEdges({ frames, width, height, model }: Request): Promise<Shown> {
  const network = model === 'selfie' ? 'selfie_segmenter' : 'selfie_segmenter_landscape';
  const address = (path: string): string => new URL(path, location.href).href;
  const white = await whitePicture();
  const pictures = await Promise.all(frames.map(async (frame) => createImageBitmap(await (await fetch(frame)).blob())));

  const stage = document.createElement('canvas');
  Object.assign(stage, { width, height });
  const still = stage.getContext('2d')!;
  let shown = pictures[0]!;
  const draw = (): void => still.drawImage(shown, 0, 0, width, height);
  draw();
  const track = stage.captureStream().getVideoTracks()[0]!;
  const beat = setInterval(draw, 100);

  const outlets = [await ours(), await tasksVision(), await stream()];
  const sheet: Shown = [];
  for (shown of pictures) {
    const row: Shown[number] = [];
    for (const outlet of outlets) row.push({ blurred: await outlet('blur'), replaced: await outlet('replace') });
    sheet.push(row);
  }
  clearInterval(beat);
  return sheet;

  type Outlet = (kind: 'blur' | 'replace') => Promise<string>;

  async function ours(): Promise<Outlet> {
    const library = '/site/lib/perpixel.js';
    const { processTrack } = (await import(library)) as typeof import('../../src/perpixel.ts');
    const processed = await processTrack(track.clone(), {
      overlay: 'blur',
      backend: 'wasm',
      model,
      background: 'blur',
    });
    const read = reader(processed.track);
    return async (kind) => {
      processed.update({ overlay: kind, background: kind === 'blur' ? 'blur' : '#ffffff' });
      return read();
    };
  }

  /** Confidence as alpha, the frame in it, over the frame blurred by the canvas: as its samples do it. */
  async function tasksVision(): Promise<Outlet> {
    const library = '/vision/vision_bundle.mjs';
    const { FilesetResolver, ImageSegmenter } = (await import(library)) as typeof import('@mediapipe/tasks-vision');
    const segmenter = await ImageSegmenter.createFromOptions(await FilesetResolver.forVisionTasks('/vision/wasm'), {
      baseOptions: { modelAssetPath: `/model/mediapipe/models/${network}.tflite`, delegate: 'CPU' },
      runningMode: 'IMAGE',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    });
    const front = new OffscreenCanvas(width, height);
    const out = document.createElement('canvas');
    Object.assign(out, { width, height });
    return async (kind) => {
      await rest(200);
      const result = segmenter.segment(stage);
      const mask = result.confidenceMasks!.at(-1)!;
      const alpha = new ImageData(mask.width, mask.height);
      mask.getAsFloat32Array().forEach((value, i) => (alpha.data[4 * i + 3] = Math.round(255 * value)));
      const sheet = new OffscreenCanvas(mask.width, mask.height);
      sheet.getContext('2d')!.putImageData(alpha, 0, 0);
      result.close();
      const pen = front.getContext('2d')!;
      pen.globalCompositeOperation = 'copy';
      pen.drawImage(sheet, 0, 0, width, height);
      pen.globalCompositeOperation = 'source-in';
      pen.drawImage(stage, 0, 0);
      const context = out.getContext('2d')!;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      context.filter = 'blur(12px)';
      if (kind === 'blur') context.drawImage(stage, 0, 0);
      context.filter = 'none';
      context.drawImage(front, 0, 0);
      return out.toDataURL();
    };
  }

  async function stream(): Promise<Outlet> {
    const library = '/made/stream.js';
    const { VirtualBackground } = (await import(library)) as typeof import('@stream-io/video-filters-web');
    const basePath = address('/model/mediapipe');
    const modelPath = `${basePath}/models/${network}.tflite`;
    const processor = new VirtualBackground(
      track.clone(),
      { basePath, modelPath, backgroundFilter: 'blur', backgroundBlurLevel: 'high' },
      {},
    );
    const read = reader(await processor.start());
    return async (kind) => {
      await processor.updateOptions(
        kind === 'blur'
          ? { backgroundFilter: 'blur', backgroundBlurLevel: 'high' }
          : { backgroundFilter: 'image', backgroundImage: white },
      );
      return read();
    };
  }

  /** What a track shows when its picture has stood for a while. */
  function reader(of: MediaStreamTrack): () => Promise<string> {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, srcObject: new MediaStream([of]) });
    void video.play();
    return async () => {
      await rest(4000);
      const out = document.createElement('canvas');
      Object.assign(out, { width, height });
      out.getContext('2d')!.drawImage(video, 0, 0, width, height);
      return out.toDataURL();
    };
  }

  async function whitePicture(): Promise<string> {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    return canvas.toDataURL();
  }

  function rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
