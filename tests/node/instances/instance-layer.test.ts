import { describe, expect, it } from 'vitest';
import { shadeOf } from '../../../src/core/instances/shade.ts';
import { packPixel, parseColour } from '../../../src/core/labels/palette.ts';
import { headOf } from '../../../workers/instances/head.ts';
import { createInstanceLayer } from '../../../workers/instances/instance-layer.ts';
import { instance, things } from './things.ts';

const CLASSES = [
  { id: 0, name: 'road', colour: '#808080', thing: false },
  { id: 1, name: 'car', colour: '#2ec4ff', thing: true },
];
const word = (colour: string): number => packPixel(...parseColour(colour));

/** Two cars beside one another on a road. */
const ROWS = ['000000', '011220', '011220'];
const size = { width: 6, height: 3 };
const labels = Uint8Array.from(ROWS.join(''), (digit) => (digit === '0' ? 0 : 1));
const cars = (first = 5, second = 6) => things(ROWS, [instance({ track: first }), instance({ id: 2, track: second })]);

describe('the layer of things', () => {
  it('has each thing in its track’s shade of its class’s colour, and all else in its class’s', () => {
    const layer = createInstanceLayer(CLASSES, 'panoptic');
    const map = layer.map({ labels, result: cars(), size });
    const colours = Array.from(map, (value) => layer.palette[value]);
    const [road, one, other] = [word('#808080'), word(shadeOf('#2ec4ff', 5)), word(shadeOf('#2ec4ff', 6))];
    expect(colours).toEqual(
      ROWS.join('')
        .split('')
        .map((digit) => [road, one, other][Number(digit)]),
    );
  });

  it('leaves what is no thing without a colour where things alone are shown', () => {
    const layer = createInstanceLayer(CLASSES, 'instance');
    const map = layer.map({ labels, result: cars(), size });
    expect(layer.palette[map[0]!]).toBe(0);
    expect(layer.palette[map[7]!]).not.toBe(0);
    // left of a split class ids are drawn
    expect(layer.palette[0]).toBe(word('#808080'));
  });

  it('has another palette only where a colour is another', () => {
    const layer = createInstanceLayer(CLASSES, 'panoptic');
    layer.map({ labels, result: cars(), size });
    const before = layer.palette;
    layer.map({ labels, result: cars(), size });
    expect(layer.palette).toBe(before);
    layer.map({ labels, result: cars(5, 7), size });
    expect(layer.palette).not.toBe(before);
  });

  it('draws a line where things touch, and none around them', () => {
    const layer = createInstanceLayer(CLASSES, 'panoptic', { lines: true });
    const map = layer.map({ labels, result: cars(), size });
    const white = Array.from(map, (value) => Number(layer.palette[value] === 0xffffffff));
    expect(white.join('')).toBe('000000001000001000');
  });

  it('gives things that a byte has no value for their class’s colour', () => {
    const many = Array.from({ length: 400 }, (_, i) => instance({ id: i + 1, track: i + 1 }));
    const layer = createInstanceLayer(CLASSES, 'panoptic');
    const result = { instances: many, map: Uint16Array.of(1, 400) };
    const map = layer.map({ labels: Uint8Array.of(1, 1), result, size: { width: 2, height: 1 } });
    expect([...map]).toEqual([2, 1]);
  });
});

describe('a thing’s head', () => {
  it('is the middle of its uppermost pixels, not of its box', () => {
    const rows = ['0000000110', '0000000110', ...new Array<string>(18).fill('1111111111')];
    const box = { x: 0, y: 0, width: 20, height: 40 };
    const frame = { width: 20, height: 40 };
    const { map } = things(rows, []);
    expect(headOf(instance({ box }), map, { width: 10, height: 20 }, frame)).toBe(16);
  });
});
