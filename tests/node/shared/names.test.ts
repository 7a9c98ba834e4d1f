import { describe, expect, it } from 'vitest';
import { mended, nameAt, nameOf, readable, stem } from '../../../src/core/text/names.ts';

describe('the name of what lies at an address', () => {
  it.each([
    ['/drives/100%.mp4', '100%.mp4'],
    ['/drives/100%25.mp4', '100%.mp4'],
    ['/a%3Fb.mp4', 'a?b.mp4'],
    ['/a%23b.mp4?token=1/2#t=3', 'a#b.mp4'],
    ['/a.mp4?path=/x/y.mp4', 'a.mp4'],
    ['/o/videos%2Fdrive.mp4?alt=media', 'drive.mp4'],
    ['/%E6%9D%B1%E4%BA%AC%20%F0%9F%9A%97.mp4', '東京 🚗.mp4'],
    ['/%E6%9D.mp4', '%E6%9D.mp4'],
    ['/a+b.mp4', 'a+b.mp4'],
    ['/drives/', 'drives'],
    ['/', 'video'],
    ['blob:http://localhost/0b8e6ee6-5f0c-4a46-8f1c-0d1c2ad2a0a6', 'video'],
    ['data:video/mp4;base64,AAAA/BBBB', 'video'],
    ['http://[', 'video'],
  ])('is what people call it: %s', (address, name) => {
    expect(nameAt(address, 'video')).toBe(name);
  });

  it('turns no text around', () => {
    expect(nameAt('/a%E2%80%AE4pm.exe', 'video')).toBe('a4pm.exe');
  });
});

it('a file is called by its own name, whatever is in it, and a blob is not', () => {
  for (const name of ['a?b.mp4', '100%.mp4', 'a/b.mp4', '..', 'a\\b.mp4', 'x'.repeat(500)]) {
    expect(nameOf(new File([], name), 'video')).toBe(name);
  }
  expect(nameOf(new Blob([]), 'video')).toBe('video');
  expect(nameOf(new File([], ''), 'image')).toBe('image');
});

it('an address is readable, and a % that encodes nothing stands for itself', () => {
  expect(readable('/%D0%B4%D0%BE%D1%80/50%/100%25')).toBe('/дор/50%/100%');
  expect(mended('50%/100%25/%zz.mp4')).toBe('50%25/100%25/%25zz.mp4');
});

describe('the beginning of names of files made from another', () => {
  it.each([
    ['drive one.mp4', 'drive-one'],
    ['100%.mp4', '100'],
    ['a?b.mp4', 'a-b'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..', 'video'],
    ['.mp4', 'video'],
    ['.hidden.mp4', 'hidden'],
    ['C:\\drives\\a.mp4', 'C-drives-a'],
    ['हिन्दी.mp4', 'हिन्दी'],
    ['東京🚗👩‍👧.webm', '東京🚗👩‍👧'],
    ['%%%.mp4', 'video'],
    ['a/b: c?.mp4', 'a-b-c'],
    ['Fahrt nach Köln.mov', 'Fahrt-nach-Köln'],
  ])('is safe in every system: %s', (name, beginning) => {
    expect(stem(name)).toBe(beginning);
  });

  it('is never longer than systems take, endings included', () => {
    const long = stem(`${'東'.repeat(400)}.mp4`);
    expect(new TextEncoder().encode(`${long}-panoptic.zip`).length).toBeLessThan(255);
  });
});
