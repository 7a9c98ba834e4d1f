import { describe, expect, it } from 'vitest';
import { asKeep, keepText, readKeep } from '../../../src/core/instances/keep.ts';
import { keepOf, labellingOf } from '../../../src/core/instances/suited.ts';
import { DEFAULT_VIEW, viewOf, wantsThings } from '../../../src/core/view/view.ts';
import { createKeeper } from '../../../workers/instances/keeper.ts';
import { instance } from './things.ts';

const model = (task: string, thing = true) => ({ task, classes: [{ thing: false }, { thing }] });

describe('whom to keep', () => {
  it('is written as it is read', () => {
    for (const keep of ['all', 'nearest', [], [2, 5]] as const) expect(readKeep(keepText(keep))).toEqual(keep);
    expect(readKeep(' Nearest')).toBe('nearest');
    expect(readKeep('2, 5')).toEqual([2, 5]);
  });

  it.each(['', 'everyone', '2 x', '-1', '0', '1.5'])('is not “%s”', (text) => expect(readKeep(text)).toBeNull());

  it.each([[5], { 0: 1 }, ['1'], [0], [NaN], null, 7])('is no %o but a list of tracks', (value) => {
    expect(asKeep(value)).toEqual(Array.isArray(value) && value[0] === 5 ? [5] : null);
  });

  it('is the nearest of people, everyone of other things, and where none is a thing nobody who was chosen', () => {
    expect(keepOf(null, model('people'))).toBe('nearest');
    expect(keepOf(null, model('semantic'))).toBe('all');
    expect(keepOf([3], model('semantic'))).toEqual([3]);
    expect(keepOf(null, model('semantic', false))).toBe('all');
    expect(keepOf('nearest', model('semantic', false))).toEqual([]);
  });
});

describe('what is told apart', () => {
  it('is what the model is made for, unless something else is chosen that it can', () => {
    expect(labellingOf('', model('people'))).toBe('panoptic');
    expect(labellingOf('', model('semantic'))).toBe('semantic');
    expect(labellingOf('instance', model('semantic'))).toBe('instance');
    expect(labellingOf('instance', model('semantic', false))).toBe('semantic');
  });

  it('takes things only where a view shows or hides some of them', () => {
    const wants = (view: object, task = 'semantic'): boolean =>
      wantsThings(viewOf({ ...DEFAULT_VIEW, labelling: '', keep: null, ...view }, model(task)));
    expect(wants({})).toBe(false);
    expect(wants({ overlay: 'blur' })).toBe(false);
    expect(wants({ overlay: 'blur', keep: 'nearest' })).toBe(true);
    expect(wants({ overlay: 'labels', keep: 'nearest' })).toBe(false);
    expect(wants({ labelling: 'panoptic' })).toBe(true);
    expect(wants({}, 'people')).toBe(true);
  });
});

describe('who is left in front', () => {
  const near = instance({ id: 1, track: 4, area: 900 });
  const far = instance({ id: 2, track: 7, area: 300 });
  const names = (kept: ReadonlySet<number>): number[] => [...kept];

  it('are those who were chosen, in view or not, and nobody in their place', () => {
    const keeper = createKeeper();
    expect(names(keeper.of([near, far], [7, 9], 0))).toEqual([7, 9]);
    expect(names(keeper.of([near], [7], 40))).toEqual([7]);
    expect(names(keeper.of([near], [], 80))).toEqual([]);
  });

  it('is the nearest, and in a frame in which it is missed nobody else', () => {
    const keeper = createKeeper();
    expect(names(keeper.of([far, near], 'nearest', 0))).toEqual([4]);
    expect(names(keeper.of([far], 'nearest', 500))).toEqual([4]);
    expect(names(keeper.of([far, near], 'nearest', 900))).toEqual([4]);
    expect(names(keeper.of([far], 'nearest', 1800))).toEqual([4]);
    // gone for more than a second
    expect(names(keeper.of([far], 'nearest', 1950))).toEqual([7]);
  });

  it('is another one only once that one has been much larger for a while', () => {
    const keeper = createKeeper();
    const grown = { ...far, area: 2000 };
    keeper.of([near, far], 'nearest', 0);
    expect(names(keeper.of([near, { ...far, area: 1000 }], 'nearest', 2000))).toEqual([4]);
    expect(names(keeper.of([near, grown], 'nearest', 2100))).toEqual([4]);
    expect(names(keeper.of([near, far], 'nearest', 2300))).toEqual([4]);
    expect(names(keeper.of([near, grown], 'nearest', 2400))).toEqual([4]);
    expect(names(keeper.of([near, grown], 'nearest', 3100))).toEqual([7]);
  });

  it('is nobody where nobody is in view', () => {
    expect(names(createKeeper().of([], 'nearest', 0))).toEqual([]);
    expect(names(createKeeper().of([], 'all', 0))).toEqual([]);
  });
});
