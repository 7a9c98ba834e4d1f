import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/core/options/progress.ts';
import { createOpeningProgress } from '../../../workers/model/opening-progress.ts';
import { summedProgress } from '../../../workers/model/summed-progress.ts';

const at = (phase: string, loaded: number, total: number): Progress => ({ phase, loaded, total });
const told = (...progress: Progress[]): Progress[] => {
  const all: Progress[] = [];
  const tell = createOpeningProgress((each) => all.push(each));
  progress.forEach(tell);
  return all;
};

describe('the progress of an opening', () => {
  it('tells of one download at a time, and of the compiling once both are whole', () => {
    const all = told(
      at('runtime', 0, 9),
      at('model', 0, 4),
      at('model', 4, 4),
      at('runtime', 5, 9),
      at('runtime', 9, 9),
    );
    expect(all.map(({ phase, loaded }) => `${phase} ${loaded}`)).toEqual([
      'runtime 0',
      'runtime 5',
      'runtime 9',
      'model 4',
      'compile 0',
    ]);
  });

  it('goes on to what has not begun to come, with no measure yet', () => {
    expect(told(at('runtime', 9, 9)).at(-1)).toEqual(at('model', 0, 0));
  });

  it('tells of the compiling where nothing had to be fetched', () => {
    expect(told(at('compile', 0, 0))).toEqual([at('compile', 0, 0)]);
  });

  it('goes back to a download that begins late, as of a second model', () => {
    const all = told(at('runtime', 9, 9), at('model', 4, 4), at('model', 1, 7), at('model', 7, 7));
    const phases = all.map(({ phase }) => phase);
    expect(phases).toEqual(['runtime', 'model', 'model', 'compile', 'model', 'model', 'compile']);
  });

  it('tells of several files as one download, whose total is unknown until that of each is known', () => {
    const all: Progress[] = [];
    const [first, second] = summedProgress([4, 0], (each) => all.push(each));
    first?.(at('model', 4, 4));
    second?.(at('model', 2, 6));
    second?.(at('model', 6, 6));
    expect(all).toEqual([at('model', 4, 0), at('model', 6, 10), at('model', 10, 10)]);
  });

  it('never ends with a full bar, in whatever order the parts come', () => {
    const download = fc.record({
      phase: fc.constantFrom('runtime', 'model'),
      loaded: fc.nat(5),
      total: fc.nat(5),
    });
    const step = fc.oneof(download, fc.constant(at('compile', 0, 0)));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { loaded, total } = told(...steps).at(-1) ?? at('', 0, 0);
        expect(total === 0 || loaded < total).toBe(true);
      }),
    );
  });
});
