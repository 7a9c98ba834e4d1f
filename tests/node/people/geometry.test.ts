import { describe, expect, it } from 'vitest';
import { anchors } from '../../../workers/tasks/people/anchors.ts';
import { bodyOf, isSame, moved, radius, regionsOf, type Body } from '../../../workers/tasks/people/body.ts';
import { crop } from '../../../workers/tasks/people/crop.ts';
import { detections, distinct } from '../../../workers/tasks/people/detection.ts';
import { hideNeighbours } from '../../../workers/tasks/people/neighbours.ts';
import { bodyRegion, inFrame, reach } from '../../../workers/tasks/people/region.ts';
import { tilesOf } from '../../../workers/tasks/people/tiles.ts';

/** Upright, its hips at x, y, a circle of radius 100 around it. */
const standing = (x: number, y: number): Body => ({
  face: { x, y: y - 80 },
  shoulders: { x, y: y - 60 },
  hips: { x, y },
  rim: { x, y: y - 100 },
});

describe('the anchors of the finder', () => {
  it('are 2,254, two in each cell of 8 and 16 pixels, six of 32', () => {
    const middles = anchors(224);
    expect(middles).toHaveLength(2254 * 2);
    expect([...middles.subarray(0, 6)]).toEqual(
      [0.5 / 28, 0.5 / 28, 0.5 / 28, 0.5 / 28, 1.5 / 28, 0.5 / 28].map(Math.fround),
    );
    expect([...middles.subarray(-2)]).toEqual([6.5 / 7, 6.5 / 7].map(Math.fround));
  });
});

describe('what the finder gives', () => {
  const middles = Float32Array.of(0.5, 0.5, 0.25, 0.25);
  const boxes = new Float32Array(24);
  // hips 56 pixels below the anchor, the rim 56 above
  boxes.set([0, 0, 45, 45, 0, 56, 0, -56, 0, -28, 0, 0]);
  const search = { tile: { x: 200, y: 100, side: 448, angle: 0 }, side: 224, least: 0.5 };

  it('lies in the frame where the tile does', () => {
    const [one, ...others] = detections(boxes, Float32Array.of(2, -2), middles, search);
    expect(others).toEqual([]);
    expect(one).toEqual({
      score: expect.closeTo(0.88, 2) as number,
      within: 448,
      body: {
        face: { x: 200, y: 100 },
        hips: { x: 200, y: 212 },
        rim: { x: 200, y: -12 },
        shoulders: { x: 200, y: 44 },
      },
    });
  });

  it('is nobody where scores are no numbers', () => {
    expect(detections(boxes, Float32Array.of(NaN, NaN), middles, search)).toEqual([]);
  });

  it('counts each person once, as seen surest', () => {
    const seen = [0.6, 0.9, 0.7].map((score, i) => ({
      score,
      within: 1,
      body: standing(100 + (i === 2 ? 60 : i), 200),
    }));
    expect(distinct(seen).map(({ score }) => score)).toEqual([0.9, 0.7]);
  });
});

describe('the pieces of a frame that are searched', () => {
  it.each([
    [480, 270, 15 + 6],
    [640, 480, 1],
    [270, 480, 1],
    [100, 100, 1],
  ])('cover all of %i × %i', (width, height) => {
    const tiles = tilesOf({ width, height });
    expect(tiles[0]).toEqual({ x: width / 2, y: height / 2, side: Math.max(width, height), angle: 0 });
    const smallest = Math.min(...tiles.map(({ side }) => side));
    const finest = tiles.filter(({ side }) => side === smallest);
    for (let y = 0.5; y < height; y += 10) {
      for (let x = 0.5; x < width; x += 10) {
        const holds = finest.some(
          (tile) => Math.abs(x - tile.x) <= tile.side / 2 && Math.abs(y - tile.y) <= tile.side / 2,
        );
        expect(holds).toBe(true);
      }
    }
  });
});

describe('the piece around a body', () => {
  it('is 2.5 times as wide as the hips are far from the rim, and turned with the body', () => {
    expect(bodyRegion({ x: 10, y: 20 }, { x: 10, y: -20 })).toEqual({ x: 10, y: 20, side: 100, angle: 0 });
    const lying = bodyRegion({ x: 10, y: 20 }, { x: 50, y: 20 });
    expect(lying.angle).toBeCloseTo(Math.PI / 2, 6);
    // up in the piece is to the right in the frame
    expect(inFrame(lying, 0.5, 0)).toEqual({ x: expect.closeTo(60, 6) as number, y: expect.closeTo(20, 6) as number });
    expect(reach({ ...lying, angle: Math.PI / 4 })).toBeCloseTo(50 * Math.SQRT2, 6);
  });

  it('is the upper body first where the legs are out of the picture', () => {
    const [near] = regionsOf(standing(200, 380), { width: 400, height: 400 });
    expect(near).toEqual({ x: 200, y: 350, side: 210, angle: 0 });
    const [far] = regionsOf(standing(200, 200), { width: 400, height: 400 });
    expect(far).toMatchObject({ x: 200, y: 200, side: 250 });
  });

  it('comes from the landmarks of the last one', () => {
    const landmarks = new Float32Array(195);
    const put = (index: number, x: number, y: number): void => landmarks.set([x, y], index * 5);
    put(0, 128, 48);
    put(11, 148, 68);
    put(12, 108, 68);
    put(33, 128, 128);
    put(34, 128, 28);
    const region = { x: 200, y: 200, side: 256, angle: 0 };
    expect(bodyOf(landmarks, region, 256)).toEqual(standing(200, 200));
    expect(moved(standing(200, 200), 5, -3)).toEqual(standing(205, 197));
    expect(radius(standing(0, 0))).toBe(100);
  });

  it('knows a person who was seen twice from two who stand side by side', () => {
    expect(isSame(standing(0, 0), standing(20, 5))).toBe(true);
    expect(isSame(standing(0, 0), standing(40, 0))).toBe(false);
  });
});

describe('what a network is fed', () => {
  const [width, height] = [40, 30];
  const ramp = Uint32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (0xff000000 | (7 << 16) | ((y * 8) << 8) | (x * 6)) >>> 0;
  });
  const picture = { words: ramp, width, height };
  const spec = { side: 10, scale: 1, offset: 0 };

  it('is the picture itself where the piece is as large', () => {
    const planes = new Float32Array(300);
    crop(picture, { x: 15, y: 15, side: 10, angle: 0 }, spec, planes);
    expect([...planes.subarray(0, 3)]).toEqual([60, 66, 72]);
    expect(planes[100]).toBe(80);
    expect(planes[299]).toBe(7);
  });

  it('lies between pixels where the piece does, turned or not', () => {
    const planes = new Float32Array(300);
    const region = { x: 20.3, y: 14.6, side: 12.5, angle: 0.7 };
    crop(picture, region, spec, planes);
    for (let at = 0; at < 100; at += 1) {
      const { x, y } = inFrame(region, ((at % 10) + 0.5) / 10, (Math.floor(at / 10) + 0.5) / 10);
      // weights are whole 256ths
      expect(Math.abs(planes[at]! - (x - 0.5) * 6)).toBeLessThan(6 / 256 + 0.01);
      expect(Math.abs(planes[100 + at]! - (y - 0.5) * 8)).toBeLessThan(8 / 256 + 0.01);
    }
  });

  it('is black outside, on the network’s own scale', () => {
    const planes = new Float32Array(300).fill(5);
    crop(picture, { x: -100, y: 15, side: 10, angle: 0 }, { side: 10, scale: 1 / 127.5, offset: -1 }, planes);
    expect(new Set(planes)).toEqual(new Set([-1]));
  });

  it('shows no neighbour, and all of the person', () => {
    const region = { x: 200, y: 200, side: 256, angle: 0 };
    const planes = new Float32Array(3 * 256 * 256).fill(1);
    const at = (x: number, y: number): number => planes[(y - 72) * 256 + x - 72]!;
    hideNeighbours(planes, { region, side: 256, black: -1 }, standing(180, 200), [
      standing(280, 200),
      standing(5000, 0),
    ]);
    expect(at(180, 120)).toBe(1);
    expect(at(220, 160)).toBe(1);
    expect(at(280, 120)).toBe(-1);
    expect(at(280, 200)).toBe(-1);
    const alone = new Float32Array(3 * 256 * 256).fill(1);
    hideNeighbours(alone, { region, side: 256, black: -1 }, standing(180, 200), []);
    expect(alone.every((value) => value === 1)).toBe(true);
  });
});
