import { inject } from 'vitest';

/** Each tried on something whose outcome is known. What throws, or is not there, is lacking. */
const TRIALS = {
  webGpu: { words: 'WebGPU', trial: async () => (await navigator.gpu.requestAdapter()) !== null },
  externalTexture: {
    words: 'importExternalTexture, by which WebGPU reads a video frame where it lies',
    trial: () => typeof GPUDevice.prototype.importExternalTexture === 'function',
  },
  webGl: { words: 'WebGL', trial: () => document.createElement('canvas').getContext('webgl2') !== null },
  workerWebGl: {
    words: 'WebGL in workers',
    trial: () => inWorker('new OffscreenCanvas(1, 1).getContext("webgl2") !== null'),
  },
  privateFiles: {
    words: 'the origin’s private files',
    trial: async () => (await navigator.storage.getDirectory()).kind === 'directory',
  },
  h264: { words: 'a decoder for H.264', trial: () => decodes('avc1.42e01e') },
  vp9: { words: 'a decoder for VP9', trial: () => decodes('vp09.00.10.08') },
  resizedVideo: {
    words: 'a decoder whose pictures follow a change of size in the stream',
    trial: async () => {
      const [{ clip }, { framesFrom }, { openVideoFile }] = await Promise.all([
        import('./analysis/clips.ts'),
        import('../../workers/video/frames.ts'),
        import('../../workers/video/video-file.ts'),
      ]);
      const video = await openVideoFile(await clip('resized.webm'));
      const widths = new Set<number>();
      for await (const { frame } of framesFrom(video, 0)) {
        if (frame) widths.add(frame.displayWidth);
        frame?.close();
      }
      video.close();
      return widths.size === 2;
    },
  },
  deepPixels: {
    words: 'pixels of more than eight bits in ImageData',
    trial: () => !((new ImageData(1, 1, { pixelFormat: 'rgba-float16' }).data as unknown) instanceof Uint8ClampedArray),
  },
  foreignPicture: {
    words: 'a picture that counts as another origin’s with no other server: an SVG with HTML in it',
    trial: async () => {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><foreignObject width="1" height="1"/></svg>';
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      await image.decode();
      const context = document.createElement('canvas').getContext('2d');
      context?.drawImage(image, 0, 0);
      try {
        return context?.getImageData(0, 0, 1, 1) === undefined;
      } catch {
        return true;
      }
    },
  },
  wakeLock: {
    words: 'a screen that can be kept on',
    trial: async () => {
      const sentinel = await navigator.wakeLock.request('screen');
      await sentinel.release();
      return true;
    },
  },
  policy: {
    words: 'what a page’s headers and iframe allow, told to its scripts',
    trial: () => 'featurePolicy' in document || 'permissionsPolicy' in document,
  },
  imageDecoder: {
    words: 'ImageDecoder, which takes moving images apart',
    trial: () => ImageDecoder.isTypeSupported('image/gif'),
  },
  lateStart: {
    words: 'a video element whose clock begins where its file does',
    trial: async () => {
      const video = document.createElement('video');
      video.src = new URL('../fixtures/media/kinds/late.webm', import.meta.url).href;
      await new Promise((resolve, reject) => {
        video.addEventListener('loadeddata', resolve);
        video.addEventListener('error', reject);
      });
      return video.currentTime > 1;
    },
  },
  trackProcessor: {
    words: 'MediaStreamTrackProcessor in a page',
    trial: () => typeof MediaStreamTrackProcessor === 'function',
  },
  copyEvents: {
    words: 'copying by a script’s own event, into a clipboard of its own',
    trial: () => {
      const clipboardData = new DataTransfer();
      const event = new ClipboardEvent('copy', { clipboardData, cancelable: true });
      event.clipboardData?.setData('text/plain', 'copied');
      document.dispatchEvent(event);
      return clipboardData.getData('text/plain') === 'copied' && !event.defaultPrevented;
    },
  },
  recorder: {
    words: 'a recorder of what is drawn whose files hold something',
    trial: async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
      const context = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream());
      let bytes = 0;
      recorder.addEventListener('dataavailable', ({ data }) => (bytes += data.size));
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
      recorder.start();
      for (let i = 0; i < 8; i += 1) {
        context?.fillRect(i, i, 50, 50);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      recorder.stop();
      await stopped;
      return bytes > 0;
    },
  },
  microphone: {
    words: 'a microphone',
    trial: async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      stream.getTracks().forEach((track) => track.stop());
      return true;
    },
  },
  vp8Encoder: {
    words: 'an encoder for VP8',
    trial: async () =>
      (await VideoEncoder.isConfigSupported({ codec: 'vp8', width: 64, height: 48 })).supported === true,
  },
  vp9Recorder: {
    words: 'a recorder of VP9 in MP4',
    trial: () => MediaRecorder.isTypeSupported('video/mp4;codecs=vp9'),
  },
  stretchedShare: {
    words: 'a share of the height to which a column stretches what has an aspect ratio',
    trial: () => {
      const column = document.createElement('div');
      column.style.cssText = 'display: flex; flex-direction: column; min-height: 320px; width: 160px';
      column.innerHTML = '<div style="flex: 1; aspect-ratio: 16 / 9"><div style="height: 100%"></div></div>';
      document.body.append(column);
      const { height } = column.firstElementChild!.firstElementChild!.getBoundingClientRect();
      column.remove();
      return height === 320;
    },
  },
  zoomedPlaces: {
    words: 'places of what is zoomed in the window’s pixels, by which its driver points',
    trial: () => {
      const box = document.createElement('div');
      box.style.cssText = 'width: 10px; zoom: 2';
      document.body.append(box);
      const { width } = box.getBoundingClientRect();
      box.remove();
      return width === 20;
    },
  },
  camera: {
    words: 'a camera made up for tests',
    trial: async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      stream.getTracks().forEach((track) => track.stop());
      return true;
    },
  },
} satisfies Record<string, { words: string; trial: () => boolean | Promise<boolean> }>;

export type Need = keyof typeof TRIALS;

/** What a test was found to need in vain, or to have though its browser was known to lack it. In words. */
export interface Needed {
  lacking?: string[];
  hasByNow?: string[];
}

declare module 'vitest' {
  interface TaskMeta extends Needed {}
  interface ProvidedContext {
    /** What the browser is known to lack. */
    lacks: Need[];
  }
}

const known = new Map<Need, Promise<boolean>>();

/**
 * Options of a test, or of a group of them, that is not run in a browser that lacks something:
 * `it('…', await needs('webGpu'), …)`. Only what the browser is known to lack is let pass: anything else that is missing lets
 * the test run, and fail.
 */
export async function needs(...all: Need[]): Promise<{ skip: boolean; meta: Needed }> {
  const expected = new Set(inject('lacks'));
  const lacking: string[] = [];
  const hasByNow: string[] = [];
  for (const need of all.filter((each) => expected.has(each))) {
    ((await has(need)) ? hasByNow : lacking).push(TRIALS[need].words);
  }
  return {
    skip: lacking.length > 0,
    meta: { ...(lacking.length > 0 ? { lacking } : {}), ...(hasByNow.length > 0 ? { hasByNow } : {}) },
  };
}

function has(need: Need): Promise<boolean> {
  const found = known.get(need) ?? works(TRIALS[need].trial);
  known.set(need, found);
  return found;
}

async function works(trial: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await trial();
  } catch {
    return false;
  }
}

async function decodes(codec: string): Promise<boolean> {
  return (await VideoDecoder.isConfigSupported({ codec, codedWidth: 320, codedHeight: 180 })).supported === true;
}

/** What an expression is in a worker. */
async function inWorker(expression: string): Promise<boolean> {
  const url = URL.createObjectURL(new Blob([`postMessage(${expression})`], { type: 'text/javascript' }));
  const worker = new Worker(url);
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<boolean>) => resolve(data));
      worker.addEventListener('error', () => resolve(false));
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
