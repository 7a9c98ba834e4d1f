import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSegmenter, type Frame, type Segmenter } from '../../src/perpixel.ts';
import { writeAnnotatedVideo } from '../../workers/video/annotated-video.ts';
import { openLabelStore } from '../../workers/video/label-store.ts';
import { openOutlet } from '../../workers/video/outlet.ts';
import { createPainter } from '../../workers/video/painter.ts';
import { framesFrom } from '../../workers/video/frames.ts';
import { openVideoFile } from '../../workers/video/video-file.ts';
import { createUprighting } from '../../workers/pipeline/upright.ts';
import { createPixelReader } from '../../workers/frames/pixels.ts';
import { clip } from './analysis/clips.ts';
import { colourAt, expectColours, HEIGHT, planarFrame, quartersOf, TURNED, turned, WIDTH } from './colours.ts';
import { echo } from './models/networks.ts';
import { classes, manifestFor, picture } from './models/own-model.ts';
import { needs } from './needs.ts';

let segmenter: Segmenter;
/** Its probabilities are the colours that reached the model. */
beforeAll(async () => {
  const model = await manifestFor(echo('NCHW', WIDTH, HEIGHT), {
    input: { name: 'in', width: WIDTH, height: HEIGHT, scale: 1 },
    output: { name: 'out', kind: 'probabilities' },
    classes: classes(3),
  });
  segmenter = await createSegmenter({ model, backend: 'wasm', refine: false });
});
afterAll(() => segmenter.close());

/** What reaches the model of a frame, in the middle of each quarter. */
async function reaching(frame: Frame): Promise<number[][]> {
  const { probabilities, width, height } = await segmenter.segment(frame, { outputs: ['probabilities'] });
  return quartersOf(width, height, (x, y) =>
    [0, 1, 2].map((channel) => probabilities?.[(channel * height + y) * width + x] ?? NaN),
  );
}

const image = (): ImageData => picture(WIDTH, HEIGHT, colourAt);

function canvas(): HTMLCanvasElement {
  const made = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  made.getContext('2d')?.putImageData(image(), 0, 0);
  return made;
}

async function file(type: string): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas().toBlob(resolve, type, 1));
  return blob ?? new Blob();
}

async function element(blob: Blob): Promise<HTMLImageElement> {
  const made = new Image();
  made.src = URL.createObjectURL(blob);
  await made.decode();
  return made;
}

async function video(source: Blob | MediaStream): Promise<HTMLVideoElement> {
  const made = Object.assign(document.createElement('video'), { muted: true, loop: true, playsInline: true });
  if (source instanceof Blob) made.src = URL.createObjectURL(source);
  else made.srcObject = source;
  const shown = new Promise((resolve) => made.addEventListener('loadeddata', resolve, { once: true }));
  await made.play();
  await shown;
  onTestFinished(() => {
    made.pause();
    made.removeAttribute('src');
    made.srcObject = null;
  });
  return made;
}

/** Red, green and blue of a word. */
function bytesAt(words: Uint32Array, at: number): number[] {
  return [0, 8, 16].map((shift) => ((words[at] ?? 0) >> shift) & 255);
}

/** As a camera gives it. */
function camera(): MediaStream {
  const drawn = canvas();
  const timer = setInterval(() => drawn.getContext('2d')?.putImageData(image(), 0, 0), 40);
  onTestFinished(() => clearInterval(timer));
  return drawn.captureStream(25);
}

describe('the colours that reach the model', () => {
  it.each<[string, () => Promise<Frame> | Frame]>([
    ['ImageData', image],
    ['a bitmap', () => createImageBitmap(image())],
    ['a canvas', canvas],
    ['a PNG', () => file('image/png')],
    ['a JPEG', () => file('image/jpeg')],
    ['an image element', async () => element(await file('image/png'))],
    ['a video frame of a canvas', () => new VideoFrame(canvas(), { timestamp: 0 })],
    ['a video frame of a bitmap', async () => new VideoFrame(await createImageBitmap(image()), { timestamp: 0 })],
    [
      'a video frame of bytes',
      () => {
        const { data } = image();
        return new VideoFrame(data, { format: 'RGBA', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0 });
      },
    ],
    ['a stream, as a camera’s', () => video(camera())],
  ])('of %s are its own', async (_, frame) => {
    const made = await frame();
    expectColours(await reaching(made), TURNED[0]!);
    if (made instanceof VideoFrame) made.close();
  });

  it('of planes are those of their matrix and range', async () => {
    for (const format of ['I420', 'NV12'] as const) {
      for (const matrix of ['bt709', 'smpte170m'] as const) {
        for (const fullRange of [false, true]) {
          const frame = planarFrame({ format, matrix, fullRange });
          expectColours(await reaching(frame), TURNED[0]!);
          frame.close();
        }
      }
    }
  });

  it.each(['colours-709.mp4', 'colours-601.mp4'])('of a video element are its own: %s', async (name) => {
    expectColours(await reaching(await video(await clip(name))), TURNED[0]!);
  });

  it('of a video element are there as soon as it says that it has a picture', async () => {
    const made = Object.assign(document.createElement('video'), { muted: true });
    const ready = new Promise((resolve) => made.addEventListener('loadeddata', resolve, { once: true }));
    made.src = URL.createObjectURL(await clip('colours-709.mp4'));
    document.body.append(made);
    await ready;
    expectColours(await reaching(made), TURNED[0]!);
    made.remove();
  });

  it.each([90, 180, 270])('of a video element that is turned by %i degrees stand upright', async (degrees) => {
    const filmed = await video(await turned(await clip('colours-709.mp4'), degrees));
    expectColours(await reaching(filmed), TURNED[degrees]!);
  });
});

describe('the frames of an analysed video', await needs('h264'), () => {
  it.each([
    ['colours-709.mp4', 0],
    ['colours-601.mp4', 0],
    ['colours-709.mp4', 90],
    ['colours-709.mp4', 180],
    ['colours-709.mp4', 270],
  ])('are read and drawn in their own colours, upright: %s turned by %i degrees', async (name, degrees) => {
    const opened = await openVideoFile(await turned(await clip(name), degrees));
    onTestFinished(() => opened.close());
    const reader = createPixelReader();
    const painter = createPainter([], 'semantic');
    const sheet = new OffscreenCanvas(1, 1);
    let frames = 0;
    for await (const { frame } of framesFrom(opened, 0)) {
      if (!frame) throw new Error('A frame was lost.');
      const { displayWidth, displayHeight } = frame;
      const lies = degrees % 180 !== 0;
      expect([displayWidth, displayHeight]).toEqual(lies ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
      const { words, width, height } = await reader.read(frame);
      painter.draw(sheet, frame, null, { overlay: 'none', opacity: 1 });
      frame.close();
      const at = (x: number, y: number): number[] => bytesAt(words, y * width + x);
      expectColours(quartersOf(width, height, at), TURNED[degrees]!);
      const drawn = sheet.getContext('2d')!;
      const seen = (x: number, y: number): number[] => [...drawn.getImageData(x, y, 1, 1).data.subarray(0, 3)];
      expectColours(quartersOf(sheet.width, sheet.height, seen), TURNED[degrees]!);
      frames += 1;
    }
    expect(frames).toBe(5);
  });
});

describe('a frame in memory', () => {
  it.each([90, 180, 270])('is turned by %i degrees where it cannot say that it has to be', async (degrees) => {
    const lying = planarFrame({ format: 'I420', matrix: 'bt709', fullRange: false });
    const frame = await createUprighting().run(lying, { degrees, flip: false });
    expect([frame.displayWidth, frame.displayHeight]).toEqual(degrees === 180 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH]);
    const { words, width, height } = await createPixelReader().read(frame);
    frame.close();
    expect(lying.format).toBeNull();
    expectColours(
      quartersOf(width, height, (x, y) => bytesAt(words, y * width + x)),
      TURNED[degrees]!,
    );
  });

  it('is read as a bitmap where it does not hand its planes out, as those of WebKit’s video elements', async () => {
    const frame = planarFrame({ format: 'I420', matrix: 'bt709', fullRange: false });
    frame.copyTo = () => Promise.reject(new TypeError('Unable to copy data'));
    const { words, width, height } = await createPixelReader().read(frame);
    frame.close();
    expectColours(
      quartersOf(width, height, (x, y) => bytesAt(words, y * width + x)),
      TURNED[0]!,
    );
  });
});

it('a film in HD that says nothing of its colours is read in HD’s', await needs('h264'), async () => {
  const opened = await openVideoFile(await clip('colours-hd.mp4'));
  onTestFinished(() => opened.close());
  for await (const { frame } of framesFrom(opened, 0)) {
    if (!frame) throw new Error('A frame was lost.');
    const { words, width, height } = await createPixelReader().read(frame);
    frame.close();
    expectColours(
      quartersOf(width, height, (x, y) => bytesAt(words, y * width + x)),
      TURNED[0]!,
    );
  }
});

describe('a video that is written', await needs('h264'), () => {
  it.each([0, 90, 180])(
    'holds the colours of the one that was read, upright: turned by %i degrees',
    async (degrees) => {
      const opened = await openVideoFile(await turned(await clip('colours-709.mp4'), degrees));
      onTestFinished(() => opened.close());
      const outlet = await openOutlet(null, 'video/webm');
      const store = await openLabelStore('', { classes: 1, figures: 1, things: false }, () => undefined);
      const signal = new AbortController().signal;
      const onFrame = (): void => undefined;
      await writeAnnotatedVideo({
        video: opened,
        classes: [],
        labelling: 'semantic',
        store,
        opacity: 0,
        kind: 'webm',
        outlet,
        signal,
        onFrame,
      });
      const written = await openVideoFile((await outlet.finish()) ?? new Blob());
      onTestFinished(() => written.close());
      for await (const { frame } of framesFrom(written, 0)) {
        if (!frame) throw new Error('A frame was lost.');
        const { words, width, height } = await createPixelReader().read(frame);
        frame.close();
        const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
        const at = (x: number, y: number): number[] => [
          ...bytes.subarray(4 * (y * width + x), 4 * (y * width + x) + 3),
        ];
        // Firefox encodes SD's colours, does not say so, and decodes HD's
        expectColours(quartersOf(width, height, at), TURNED[degrees]!, 22);
      }
    },
  );
});
