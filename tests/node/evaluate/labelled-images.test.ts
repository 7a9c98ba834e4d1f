import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VOID } from '../../../src/core/truth/label-image.ts';
import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import { findImages, readTruth } from '../../../src/cli/evaluate/labelled-images.ts';
import { folderOf, grey } from './folder.ts';

const pixel = grey([0], 1);

describe('the images of an evaluation', () => {
  it('are those of the folder in order, each with the label of its name', () => {
    const { images, labels } = folderOf({
      'images/b.jpg': 'x',
      'images/a.PNG': pixel,
      'images/notes.txt': 'x',
      'labels/a.png': pixel,
      'labels/b.png': pixel,
    });
    expect(findImages(images, labels)).toEqual([
      { name: 'a.PNG', labelPath: join(labels, 'a.png') },
      { name: 'b.jpg', labelPath: join(labels, 'b.png') },
    ]);
  });

  it('are spread over the folder where a limit is set', () => {
    const names = Array.from({ length: 10 }, (_, i) => String(i));
    const files = names.flatMap((name) => [
      [`images/${name}.png`, pixel] as const,
      [`labels/${name}.png`, pixel] as const,
    ]);
    const { images, labels } = folderOf(Object.fromEntries(files));
    expect(findImages(images, labels, 4).map(({ name }) => name)).toEqual(['0.png', '3.png', '5.png', '8.png']);
    expect(findImages(images, labels, 99)).toHaveLength(10);
  });

  it('are asked for when there are none', () => {
    const { images, labels } = folderOf({ 'images/notes.txt': 'x' });
    expect(() => findImages(images, labels)).toThrow(/holds no image\. Give a folder .* as --images/);
    expect(() => findImages(join(images, 'nowhere'), labels)).toThrow(/cannot be read\. .* as --images/);
    const some = folderOf({ 'images/a.jpg': 'x' });
    expect(() => findImages(some.images, join(labels, 'nowhere'))).toThrow(/cannot be read\. .* as --labels/);
  });

  it('each need a label', () => {
    const { images, labels } = folderOf({ 'images/a.jpg': 'x', 'images/b.jpg': 'x', 'labels/a.png': pixel });
    expect(() => findImages(images, labels)).toThrow(/b\.jpg has no label: .*b\.png is missing/);
  });
});

describe('the labels of published sets', () => {
  it('are found by their own names, and what macOS leaves is not looked at', () => {
    const { images, labels } = folderOf({
      'images/0001TP_006690.png': pixel,
      'images/aachen_000000_000019_leftImg8bit.png': pixel,
      'images/._0001TP_006690.png': 'x',
      'images/.DS_Store': 'x',
      'labels/0001TP_006690_L.png': pixel,
      'labels/aachen_000000_000019_gtFine_labelIds.png': pixel,
      'labels/aachen_000000_000019_gtFine_color.png': pixel,
      'labels/._0001TP_006690_L.png': 'x',
    });
    expect(findImages(images, labels).map(({ labelPath }) => labelPath)).toEqual([
      join(labels, '0001TP_006690_L.png'),
      join(labels, 'aachen_000000_000019_gtFine_labelIds.png'),
    ]);
  });

  it('may not be several for one image', () => {
    const { images, labels } = folderOf({ 'images/a.png': pixel, 'labels/a_L.png': pixel, 'labels/a_mask.png': pixel });
    expect(() => findImages(images, labels)).toThrow(/a\.png has several labels: a_L\.png, a_mask\.png/);
  });

  it('are all complained about, the first few by name', () => {
    const { images, labels } = folderOf(
      Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`images/${i}.png`, pixel])),
    );
    expect(() => findImages(images, labels)).toThrow(/0\.png has no label.*\n1\.png has no label[^]*and 3 more/);
  });
});

describe('a label image', () => {
  const meaning = (classes: number, unscored: number[] = [], first = 0) => ({
    classes: Array.from({ length: classes }, (_, id) => String(id)),
    first,
    unscored: new Set(unscored),
  });
  const read = (values: number[], ...given: Parameters<typeof meaning>): LabelMap => {
    const { labels } = folderOf({ 'labels/a.png': grey(values, 2) });
    return readTruth(join(labels, 'a.png'), meaning(...given)).ids;
  };

  it('gives class ids, and void for what is not scored', () => {
    expect([...read([0, 1, 2, 11], 3, [11])]).toEqual([0, 1, 2, VOID]);
    expect([...read([0, 1, 2, 255], 3, [255])]).toEqual([0, 1, 2, VOID]);
    expect([...read([0, 1, 2, 1], 3, [1])]).toEqual([0, VOID, 2, VOID]);
  });

  it('may hold no value that is neither a class nor void, and says which and where', () => {
    expect(() => read([0, 1, 2, 11], 3, [])).toThrow(/value 11 at \(1, 1\); there are 3 classes, 0 to 2.*--void/);
    expect(() => read([0, 255, 2, 1], 3, [11])).toThrow(/value 255 at \(1, 0\)/);
  });

  it('may start its labels at another value than 0, and what is below is void', () => {
    expect([...read([1, 2, 3, 0], 3, [], 1)]).toEqual([0, 1, 2, VOID]);
    expect([...read([1, 7, 8, 10], 2, [10], 7)]).toEqual([VOID, 0, 1, VOID]);
    expect(() => read([1, 2, 3, 4], 3, [], 1)).toThrow(/value 4 at \(1, 1\); there are 3 classes, 1 to 3/);
  });

  it('of 16 bits has a class in 255, and void in 65,535', () => {
    const values = Uint16Array.of(1, 256, 300, 65_535, 0, 299);
    const { labels } = folderOf({ 'labels/a.png': { width: 3, height: 2, data: values, depth: 16 } });
    const path = join(labels, 'a.png');
    expect([...readTruth(path, meaning(300, [], 1)).ids]).toEqual([0, 255, 299, 65_535, 65_535, 298]);
    expect([...readTruth(path, meaning(301)).ids]).toEqual([1, 256, 300, 65_535, 0, 299]);
    expect(() => readTruth(path, meaning(300))).toThrow(/value 300 at \(2, 0\)/);
  });

  it('of 256 classes tells the last one from void', () => {
    expect([...read([0, 255, 1, 7], 256, [7])]).toEqual([0, 255, 1, 65_535]);
  });

  it('has one channel', () => {
    const colours = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 } as const;
    const { labels } = folderOf({ 'labels/a.png': colours, 'labels/b.png': 'no PNG' });
    expect(() => readTruth(join(labels, 'a.png'), meaning(3))).toThrow(
      /a\.png is no label image: it is in colour.*grey/,
    );
    expect(() => readTruth(join(labels, 'b.png'), meaning(3))).toThrow(/cannot be read as a PNG/);
  });
});
