import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeFile } from '../../../src/core/media/describe.ts';
import { isAnimated } from '../../../src/core/media/animated.ts';
import type { CommonCodec } from '../../../src/platform/capabilities.ts';
import { conversion, unplayable } from '../../../src/platform/unplayable.ts';

const KINDS = new URL('../../fixtures/media/kinds/', import.meta.url);
const fixture = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, KINDS)));

async function told(bytes: Uint8Array<ArrayBuffer>, name: string, to: 'play' | 'analyse' = 'play') {
  const description = await describeFile(async (from, length) => bytes.slice(from, from + length));
  const { code, problem, remedy } = unplayable(description, { name, to });
  return { code, problem, remedy };
}

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

describe('a video that browsers do not decode', () => {
  it.each([
    ['hevc.mp4', /coded as H\.265 \(HEVC\)/],
    ['hevc.mkv', /coded as H\.265 \(HEVC\)/],
    ['prores.mov', /coded as ProRes/],
    ['mjpeg.mov', /coded as Motion JPEG/],
    ['mjpeg.mp4', /coded as Motion JPEG/],
    ['ffv1.mkv', /coded as FFV1/],
    ['huffyuv.mkv', /coded as Huffyuv/],
    ['mpeg2.mkv', /coded as MPEG-2/],
    ['mpeg2.mp4', /coded as MPEG-2/],
    ['../analysis/mpeg4.mp4', /coded as MPEG-4 Part 2/],
    ['theora.mkv', /coded as Theora/],
    ['dnxhd.mov', /coded as DNxHD/],
    ['mjpeg.avi', /an AVI file.*coded as Motion JPEG/],
    ['ffv1.avi', /an AVI file.*coded as FFV1/],
    ['mpeg4.avi', /an AVI file.*coded as MPEG-4 Part 2/],
    ['h264.avi', /an AVI file.*coded as H\.264/],
    ['mpeg2.mpg', /MPEG program stream.*coded as MPEG-2/],
    ['mpeg1.mpg', /MPEG program stream.*coded as MPEG-1/],
    ['mpeg2.m2t', /MPEG transport stream.*coded as MPEG-2/],
    ['theora.ogv', /an Ogg file.*coded as Theora/],
    ['wmv2.wmv', /Windows Media file.*coded as Windows Media Video/],
    ['flash.flv', /Flash video.*coded as Sorenson Video/],
    ['h264.flv', /Flash video.*coded as H\.264/],
    ['dnxhd.mxf', /an MXF file.*coded as DNxHD/],
    ['vp9.ivf', /an IVF file/],
  ])('is told by container and codec, with the line that helps: %s', async (file, problem) => {
    const bytes = fixture(file);
    const name = file.split('/').at(-1)!;
    const error = await told(bytes, name);
    expect(error).toMatchObject({ code: 'video-unsupported', problem: expect.stringMatching(problem) as string });
    expect(error.problem.startsWith(name)).toBe(true);
    expect(error.problem).not.toMatch(/damaged|demux/i);
    expect(error.remedy).toContain(`ffmpeg -i ${name} -c:v libx264 -pix_fmt yuv420p ${name.split('.')[0]}`);
    // under any other name too
    expect((await told(bytes, 'clip.mp4', 'analyse')).problem).toMatch(/coded as|which cannot be read here/);
  });

  it('is told by its codec wherever an analysis reads its container', async () => {
    expect((await told(fixture('mpeg2.m2t'), 'a.ts', 'analyse')).problem).toBe(
      'a.ts is coded as MPEG-2, which this browser cannot decode.',
    );
  });
});

describe('a video of a codec that this browser has no decoder for', () => {
  const of = async (lacking: readonly CommonCodec[]): Promise<string> => {
    const bytes = fixture('../analysis/constant.mp4');
    const description = await describeFile(async (from, length) => bytes.slice(from, from + length));
    const { problem, remedy } = unplayable(description, { name: 'drive.mp4', to: 'analyse', lacking });
    return `${problem} ${remedy}`;
  };

  it('is not called damaged, and the line makes one that it decodes', async () => {
    expect(await of(['H.264', 'AV1'])).toBe(
      'drive.mp4 is coded as H.264, which this browser cannot decode. ' +
        'Convert it first: ffmpeg -i drive.mp4 -c:v libvpx-vp9 -pix_fmt yuv420p drive.webm',
    );
    expect(await of(['H.264', 'VP9'])).toContain('-c:v libvpx -pix_fmt yuv420p drive.webm');
    expect(await of(['H.264', 'VP8', 'VP9'])).toMatch(
      /this browser cannot decode\. Use Chrome, Edge, Firefox or Safari\.$/,
    );
  });

  it('is called damaged where the browser has a decoder', async () => {
    expect(await of([])).toMatch(/damaged, or coded in a form of H\.264/);
  });
});

describe('what is no video', () => {
  it.each([
    [text('A diary of the summer.\nDay one.'), /a text file, not a video/],
    [text('<!DOCTYPE html><html><title>Not found</title>'), /a web page, not a video/],
    [text('\ufeff<?xml version="1.0"?><list/>'), /XML|text/],
    [text('{ "error": 404 }'), /a JSON file/],
    [text('#EXTM3U\n#EXTINF:4,\na.ts'), /a playlist/],
    [text('%PDF-1.7\n%âãÏÓ'), /a PDF document/],
    [text('PK\x03\x04 rest'), /a zip archive/],
    [fixture('moving.png'), /a PNG image/],
    [fixture('moving.gif'), /a GIF image/],
    [fixture('moving.webp'), /a WebP image/],
    [fixture('moving.avif'), /an AVIF image/],
    [text('<svg xmlns="http://www.w3.org/2000/svg"/>'), /an SVG image/],
    [Uint8Array.from({ length: 600 }, (_, i) => (i * 7919) % 256), /damaged, or of an unknown kind/],
  ])('is told for what it is %#', async (bytes, problem) => {
    const error = await told(bytes, 'drive.mp4');
    expect(error).toMatchObject({ code: 'video-unsupported', problem: expect.stringMatching(problem) as string });
    expect(`${error.problem} ${error.remedy}`).not.toMatch(/demux|pipeline/i);
  });

  it('is told where a server sent its page in place of a video', async () => {
    expect((await told(text('<html><body>404'), 'drive.mp4')).remedy).toMatch(/Check the address/);
  });

  it('is told where it is empty, sound, or cut off', async () => {
    expect(await told(new Uint8Array(), 'a.mp4')).toMatchObject({ code: 'video-empty' });
    expect(await told(fixture('../sound-only.mp4'), 'a.mp4')).toMatchObject({ code: 'video-no-track' });
    expect(await told(text('ID3\x04 music'), 'a.mp4')).toMatchObject({ code: 'video-no-track' });
    const whole = fixture('../analysis/variable.mp4');
    const cut = await told(whole.slice(0, whole.length / 2), 'a.mp4');
    expect(cut).toMatchObject({ code: 'video-unsupported', problem: expect.stringMatching(/cut off/) as string });
  });
});

describe('images', () => {
  it.each(['moving.gif', 'moving.png', 'moving.webp', 'moving.avif'])('are known to move: %s', (name) => {
    expect(isAnimated(fixture(name))).toBe(true);
  });

  it('are known to stand still', () => {
    expect(isAnimated(fixture('still.gif'))).toBe(false);
    expect(isAnimated(fixture('mjpeg.mov'))).toBe(false);
  });
});

describe('the line that converts a file', () => {
  it.each([
    ['a b.avi', 'ffmpeg -i "a b.avi" -c:v libx264 -pix_fmt yuv420p a-b.mp4'],
    ['Straße.mkv', 'ffmpeg -i "Straße.mkv" -c:v libx264 -pix_fmt yuv420p "Straße.mp4"'],
    ['hevc.mp4', 'ffmpeg -i hevc.mp4 -c:v libx264 -pix_fmt yuv420p hevc-h264.mp4'],
    ['$(rm -r ~).avi', "ffmpeg -i '$(rm -r ~).avi' -c:v libx264 -pix_fmt yuv420p rm--r.mp4"],
    ["it's `x`.avi", String.raw`ffmpeg -i 'it'\''s ` + "`x`.avi' -c:v libx264 -pix_fmt yuv420p it-s-x.mp4"],
    ['-y.avi', 'ffmpeg -i ./-y.avi -c:v libx264 -pix_fmt yuv420p y.mp4'],
    ['', 'ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p output.mp4'],
    ['two\nlines.avi', 'ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p two-lines.mp4'],
  ])('holds the name as one word for a shell: %s', (name, line) => {
    expect(conversion(name)).toBe(line);
  });
});
