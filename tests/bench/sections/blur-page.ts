/** A blurred camera at work in the page. */
export interface Blurred {
  /** That came out of the blurred track. */
  frames: number;
  stop(): void;
}

declare global {
  var blurred: Blurred | undefined;
}

/** In the page: ours, from the camera's track to a track. */
export async function startOurs(): Promise<void> {
  const library = '/site/lib/perpixel.js';
  const { processTrack } = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const media = { video: { width: 640, height: 480, frameRate: 30 } };
  const camera = (await navigator.mediaDevices.getUserMedia(media)).getVideoTracks()[0]!;
  const processed = await processTrack(camera, { overlay: 'blur', backend: 'wasm', model: 'selfie' });
  const reader = new MediaStreamTrackProcessor({
    track: processed.track as MediaStreamVideoTrack,
  }).readable.getReader();
  const state: Blurred = {
    frames: 0,
    stop() {
      processed.stop();
      camera.stop();
    },
  };
  globalThis.blurred = state;
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      value.close();
      state.frames += 1;
    }
  })();
}

/** In the page: the recipe of many pages. The picture blurred on a canvas, and on it the person, cut out by the mask. */
export async function startTheirs(): Promise<void> {
  const library = '/vision/vision_bundle.mjs';
  const vision = (await import(library)) as typeof import('@mediapipe/tasks-vision');
  const segmenter = await vision.ImageSegmenter.createFromOptions(
    await vision.FilesetResolver.forVisionTasks('/vision/wasm'),
    {
      baseOptions: { modelAssetPath: '/model/mediapipe/models/selfie_segmenter.tflite', delegate: 'CPU' },
      runningMode: 'VIDEO',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );
  const media = { video: { width: 640, height: 480, frameRate: 30 } };
  const camera = (await navigator.mediaDevices.getUserMedia(media)).getVideoTracks()[0]!;
  const video = Object.assign(document.createElement('video'), { muted: true });
  video.srcObject = new MediaStream([camera]);
  await video.play();
  const canvasOf = () => Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const [canvas, cut, mask] = [canvasOf(), canvasOf(), canvasOf()];
  const [context, cutContext, maskContext] = [canvas, cut, mask].map((each) => each.getContext('2d')!) as [
    CanvasRenderingContext2D,
    CanvasRenderingContext2D,
    CanvasRenderingContext2D,
  ];
  const alpha = new ImageData(640, 480);
  const stream = canvas.captureStream();
  const track = stream.getVideoTracks()[0] as MediaStreamVideoTrack;
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  let stopped = false;
  const state: Blurred = {
    frames: 0,
    stop() {
      stopped = true;
      camera.stop();
      track.stop();
      segmenter.close();
      video.srcObject = null;
    },
  };
  globalThis.blurred = state;
  const draw = (): void => {
    if (stopped) return;
    const result = segmenter.segmentForVideo(video, performance.now());
    const person = result.confidenceMasks?.at(-1)?.getAsFloat32Array() ?? new Float32Array();
    for (let i = 0; i < person.length; i += 1) alpha.data[4 * i + 3] = person[i]! * 255;
    result.close();
    maskContext.putImageData(alpha, 0, 0);
    cutContext.globalCompositeOperation = 'copy';
    cutContext.drawImage(video, 0, 0);
    cutContext.globalCompositeOperation = 'destination-in';
    cutContext.drawImage(mask, 0, 0);
    context.filter = 'blur(12px)';
    context.drawImage(video, 0, 0);
    context.filter = 'none';
    context.drawImage(cut, 0, 0);
    video.requestVideoFrameCallback(draw);
  };
  video.requestVideoFrameCallback(draw);
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      value.close();
      state.frames += 1;
    }
  })();
}
