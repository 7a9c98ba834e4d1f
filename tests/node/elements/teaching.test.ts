import { describe, expect, it } from 'vitest';
import { cellsUnder } from '../../../src/core/teaching/stroke.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { brushKeyOf, grown, LEAST_SIZE, MOST_SIZE } from '../../../src/elements/brush/brush-keys.ts';
import { extended, frameStroke, laidStrokes } from '../../../src/elements/brush/frame-stroke.ts';
import type { Trace } from '../../../src/elements/teacher/act.ts';
import { brushName, fileName, freeName, nextStep } from '../../../src/elements/teacher/words.ts';
import type { TeachingState } from '../../../src/live/teach/teaching-state.ts';

const BACKGROUND = { name: 'background', colour: '#20242c' };
const cup = { name: 'Cup', colour: '#e69f00' };
const frame = { width: 640, height: 480 };

describe('what is drawn over a picture', () => {
  it('is a stroke in pixels of its frame, turned back where the picture is shown as in a mirror', () => {
    const trace: Trace = {
      size: 0.05,
      points: [
        [0.25, 0.5],
        [1, 0],
      ],
    };
    const stroke = frameStroke(trace, 2, frame, false);
    expect(stroke).toEqual({
      classId: 2,
      radius: 24,
      points: [
        [160, 240],
        [640, 0],
      ],
    });
    expect(frameStroke(trace, null, frame, true)).toEqual({
      classId: null,
      radius: 24,
      points: [
        [480, 240],
        [0, 0],
      ],
    });
  });

  it('lies over the picture again as it was drawn', () => {
    const trace: Trace = { size: 0.05, points: [[0.25, 0.5]] };
    const stroke = frameStroke(trace, 1, frame, true);
    const classes = [BACKGROUND, cup];
    expect(laidStrokes([stroke, { ...stroke, classId: null }], classes, frame, true)).toEqual([
      { trace, colour: cup.colour },
      { trace, colour: '' },
    ]);
  });

  it('takes up a point only where it says something new, by the same distance across and down', () => {
    const start: Trace = { size: 0.1, points: [[0.5, 0.5]] };
    // a fifth of the radius is 0.02 of the height, and 0.01 of a width twice as long
    expect(extended(start, [0.509, 0.5], 2)).toBe(start);
    expect(extended(start, [0.5, 0.519], 2)).toBe(start);
    expect(extended(start, [0.511, 0.5], 2).points).toHaveLength(2);
    expect(extended(start, [0.5, 0.521], 2).points).toHaveLength(2);
    expect(extended({ size: 0.1, points: [] }, [0, 0], 2).points).toEqual([[0, 0]]);
  });

  it('covers what the ring of the brush showed', () => {
    const stroke = frameStroke({ size: 0.1, points: [[0.5, 0.5]] }, 1, frame, false);
    const grid = { width: 192, height: 144, stride: 2, place: { x: 0, y: 0, width: 384, height: 288 }, frame };
    const rows = [...cellsUnder(stroke, grid)].map((cell) => Math.floor(cell / 192));
    // 48 pixels of the frame up and down, each cell 3⅓ of them
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([58, 86]);
  });
});

describe('the keys of the brush', () => {
  const key = (name: string, rest: Partial<KeyboardEvent> = {}) =>
    brushKeyOf({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...rest });

  it('move it, draw, choose, and take back', () => {
    expect(key('ArrowUp')).toEqual({ action: 'move', dx: 0, dy: -8 });
    expect(key('ArrowLeft', { shiftKey: true })).toEqual({ action: 'move', dx: -40, dy: 0 });
    expect(key(' ')).toEqual({ action: 'press' });
    expect(key('0')).toEqual({ action: 'class', id: 0 });
    expect(key('z', { ctrlKey: true })).toEqual({ action: 'undo' });
    expect(key('Z', { metaKey: true, shiftKey: true })).toBeNull();
    expect(key('Tab')).toBeNull();
    expect(key('1', { altKey: true })).toBeNull();
    expect(key('r', { ctrlKey: true })).toBeNull();
  });

  it('make it no smaller and no larger than can be used', () => {
    let size = 0.03;
    for (let i = 0; i < 30; i += 1) size = grown(size, 1);
    expect(size).toBe(MOST_SIZE);
    for (let i = 0; i < 30; i += 1) size = grown(size, -1);
    expect(size).toBe(LEAST_SIZE);
  });
});

describe('the words of teaching', () => {
  const taught = (given: Partial<TeachingState> = {}): TeachingState => ({
    classes: [BACKGROUND, cup],
    strokesOf: [0, 0],
    frames: [],
    strokes: 0,
    fixedCamera: null,
    samples: 0,
    fitSeconds: null,
    busy: false,
    hint: null,
    ...given,
  });
  const one = { id: 1, width: 640, height: 480, picture: null };

  it('name a thing that has no name yet, as no other is', () => {
    expect(freeName([BACKGROUND])).toBe('Thing 1');
    expect(freeName([BACKGROUND, { name: 'Thing 1', colour: '' }, { name: 'Thing 2', colour: '' }])).toBe('Thing 3');
    expect([
      brushName(null, [BACKGROUND, cup]),
      brushName(0, [BACKGROUND, cup]),
      brushName(1, [BACKGROUND, cup]),
    ]).toEqual(['Eraser', 'What it is not', 'Cup']);
  });

  it('lead from showing a thing to correcting what is wrong', () => {
    const said = (state: Partial<TeachingState>, frozen = false) => nextStep({ state: taught(state), frozen });
    expect(said({})).toMatch(/press Freeze/);
    expect(said({}, true)).toMatch(/Draw over your thing/);
    expect(said({ strokes: 1, strokesOf: [1, 0] })).toMatch(/Choose your thing/);
    expect(said({ strokes: 1, strokesOf: [0, 1] })).toMatch(/What it is not/);
    const both = { strokes: 2, strokesOf: [1, 1], fitSeconds: 0.1, frames: [one] };
    expect(said(both, true)).toMatch(/Labelled/);
    expect(said(both)).toMatch(/once more/);
    expect(said({ ...both, frames: [one, { ...one, id: 2 }] })).toMatch(/Wrong somewhere/);
    // a second thing that is not stroked yet is named
    expect(
      said({ ...both, classes: [BACKGROUND, cup, { name: 'Pen', colour: '#fff' }], strokesOf: [1, 1, 0] }),
    ).toMatch(/“Pen”/);
    const hint = new PerPixelError('teaching-incomplete', 'Hardly more than a pixel.', 'Stroke more.');
    expect(said({ ...both, hint })).toBe('Hardly more than a pixel. Stroke more.');
  });

  it('make a file’s name of any names', () => {
    expect(fileName([BACKGROUND, cup, { name: 'Blue Pen!', colour: '' }])).toBe('cup-and-blue-pen');
    expect(fileName([BACKGROUND, { name: 'Tässe', colour: '' }])).toBe('tasse');
    expect(fileName([BACKGROUND, { name: '杯', colour: '' }])).toBe('taught');
  });
});
