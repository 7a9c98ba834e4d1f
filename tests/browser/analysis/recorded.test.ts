import { beforeAll, describe, expect, it } from 'vitest';
import { analyzeVideo } from '../../../src/perpixel.ts';
import { framesFrom } from '../../../workers/video/frames.ts';
import { openVideoFile, type VideoFile } from '../../../workers/video/video-file.ts';
import { vp9Codec } from '../../../workers/video/vp9-codec.ts';
import { needs } from '../needs.ts';

const VP9_IN_MP4 = 'video/mp4;codecs=vp9';
/** What browsers record; each records some. */
const TYPES = [
  'video/webm;codecs=vp8',
  'video/webm;codecs=vp9',
  'video/webm;codecs=av1',
  'video/webm;codecs=h264',
  VP9_IN_MP4,
  'video/mp4;codecs=avc1',
  'video/mp4;codecs=avc3',
  'video/mp4;codecs=av1',
  'video/x-matroska;codecs=avc1',
].filter((type) => MediaRecorder.isTypeSupported(type));

const files = new Map<string, Blob>();

/** Half a second of a canvas that changes, as each of them. */
beforeAll(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream();
  const recorders = TYPES.map((mimeType) => new MediaRecorder(stream, { mimeType }));
  const stopped = recorders.map(
    (recorder, place) =>
      new Promise<void>((resolve) => {
        // WebKit's first part may be empty
        const pieces: Blob[] = [];
        recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
        recorder.addEventListener('stop', () => {
          files.set(TYPES[place]!, new Blob(pieces, { type: recorder.mimeType }));
          resolve();
        });
      }),
  );
  for (const recorder of recorders) recorder.start();
  for (let i = 0; i < 8; i += 1) {
    context.fillStyle = `hsl(${i * 45} 90% 50%)`;
    context.fillRect(0, 0, 160, 90);
    // a recording has the length that it took
    await new Promise((resolve) => setTimeout(resolve, 66));
  }
  for (const recorder of recorders) recorder.stop();
  await Promise.all(stopped);
  for (const track of stream.getTracks()) track.stop();
});

async function shown(file: Blob): Promise<{ readonly video: VideoFile; readonly frames: number }> {
  const video = await openVideoFile(file);
  let frames = 0;
  for await (const { frame } of framesFrom(video, 0)) {
    if (frame) frames += 1;
    frame?.close();
  }
  video.close();
  return { video, frames };
}

describe('what the browser itself has recorded', await needs('recorder'), () => {
  it.each(TYPES)('is decoded, every frame of it: %s', async (type) => {
    const { video, frames } = await shown(files.get(type)!);
    expect(frames).toBeGreaterThan(0);
    expect(frames).toBe(video.info.frameCount);
    expect(video.info).toMatchObject({ width: 160, height: 90 });
    // the last frame is shown for a time, though its recorder does not say for how long
    expect(video.info.duration).toBeGreaterThan(video.timestamps.at(-1)!);
  });

  it('is analysed', async () => {
    const analysis = await analyzeVideo(files.get(VP9_IN_MP4) ?? files.get(TYPES[0]!)!, {
      model: 'tiny',
      backend: 'wasm',
    });
    expect(analysis.frames.length).toBe(analysis.video.frameCount);
  });
});

describe('a VP9 stream', async () => {
  it('is known by its key frame: profile, depth, and the level of its size', () => {
    // frame marker 2, profile 0, a key frame, sync code
    expect(vp9Codec(Uint8Array.of(0x82, 0x49, 0x83, 0x42, 0), 320 * 180)).toBe('vp09.00.11.08');
    // profile 2 of 10 bits, large
    expect(vp9Codec(Uint8Array.of(0x92, 0x49, 0x83, 0x42, 0), 3840 * 2160)).toBe('vp09.02.50.10');
    expect(vp9Codec(Uint8Array.of(0x92, 0x49, 0x83, 0x42, 0x80), 1)).toBe('vp09.02.10.12');
    // no key frame; not VP9
    expect(vp9Codec(Uint8Array.of(0x86, 0x49, 0x83, 0x42), 1)).toBeNull();
    expect(vp9Codec(Uint8Array.of(0, 0, 0, 1, 0x67), 1)).toBeNull();
  });

  it('whose codec is written wrongly is decoded all the same', await needs('vp9Recorder', 'recorder'), async () => {
    const bytes = new Uint8Array(await files.get(VP9_IN_MP4)!.arrayBuffer());
    const at = bytes.findIndex((_, i) => String.fromCharCode(...bytes.subarray(i, i + 4)) === 'vpcC');
    // behind version and flags profile and level: there is no level 3
    bytes[at + 9] = 3;
    const { video, frames } = await shown(new Blob([bytes]));
    expect(video.info.codec).toBe('vp09.00.10.08');
    expect(frames).toBe(video.info.frameCount);
  });
});
