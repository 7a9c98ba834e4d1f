import { expect, describe, it, onTestFinished } from 'vitest';
import { createKernel } from '../../../workers/gpu/kernel.ts';
import { createPictures, type Pictures } from '../../../workers/gpu/picture/picture.ts';
import { clip } from '../analysis/clips.ts';
import { colourAt, expectColours, HEIGHT, planarFrame, quartersOf, TURNED, WIDTH } from '../colours.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { useBench } from './device.ts';

const bench = useBench();

const READ = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> words: array<u32>;
override width: u32 = 1;
override height: u32 = 1;
@compute @workgroup_size(8, 8) fn main(@builtin(global_invocation_id) at: vec3u) {
  if (at.x < width && at.y < height) {
    words[at.y * width + at.x] = pack4x8unorm(picture_texel(at.xy));
  }
}`;

/** What shaders see of a frame, in the middle of each quarter. */
async function seen(pictures: Pictures, frame: VideoFrame | ImageBitmap): Promise<number[][]> {
  const { device, buffers, run, readWords } = bench();
  const bound = await pictures.bind(frame);
  const constants = { width: WIDTH, height: HEIGHT };
  const { kind } = bound;
  const kernel = await createKernel(device, {
    label: `Test.${kind.name}`,
    code: kind.code + READ,
    bindings: ['write'],
    picture: kind.layout,
    constants,
  });
  const words = buffers.storage('Test.words', WIDTH * HEIGHT);
  await run((pass) => {
    pass.setBindGroup(1, bound.group());
    kernel.dispatch(pass, kernel.group(words), WIDTH, HEIGHT);
  });
  const read = await readWords(words, WIDTH * HEIGHT);
  return quartersOf(WIDTH, HEIGHT, (x, y) => {
    const word = read[y * WIDTH + x] ?? 0;
    return [word & 255, (word >> 8) & 255, (word >> 16) & 255];
  });
}

/** The device as in a browser that has no external textures. */
function withoutImports(device: GPUDevice): GPUDevice {
  return new Proxy(device, {
    has: (target, name) => name !== 'importExternalTexture' && name in target,
    get(target, name) {
      if (name === 'importExternalTexture') return undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const bitmap = (): Promise<ImageBitmap> => createImageBitmap(picture(WIDTH, HEIGHT, colourAt));

async function ofVideo(): Promise<VideoFrame> {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  video.src = URL.createObjectURL(await clip('colours-709.mp4'));
  const shown = new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
  await video.play();
  await shown;
  onTestFinished(() => video.removeAttribute('src'));
  return new VideoFrame(video);
}

describe('a picture on the GPU', await needs('webGpu'), () => {
  it.each([
    ['where frames can be read where they lie', false],
    ['where they cannot', true],
  ])('has its own colours, %s', async (_, without) => {
    const { device } = bench();
    const pictures = createPictures(without ? withoutImports(device) : device);
    onTestFinished(() => pictures.destroy());
    const frames: (VideoFrame | ImageBitmap)[] = [
      new VideoFrame(await bitmap(), { timestamp: 0 }),
      planarFrame({ format: 'I420', matrix: 'bt709', fullRange: false }),
      planarFrame({ format: 'I420', matrix: 'smpte170m', fullRange: false }),
      planarFrame({ format: 'I420', matrix: 'bt709', fullRange: true }),
      await bitmap(),
      await ofVideo(),
    ];
    for (const frame of frames) {
      expectColours(await seen(pictures, frame), TURNED[0]!);
      frame.close();
    }
    if (without) expect(pictures.likely.name).toBe('texture');
  });
});
