import { describe, expect, it } from 'vitest';
import { readTask, USAGE } from '../../../models/street/task.ts';

const needed = ['--frames', '12', '--out', 'O'];

describe('what npm run street is asked for', () => {
  it('needs frames and a folder, and has the rest', () => {
    expect(readTask(needed)).toEqual({
      frames: 12,
      out: 'O',
      road: 'town',
      seed: 1,
      width: 640,
      height: 360,
      every: 11,
      perSeed: 4,
      start: 0,
    });
    const said = ['--road=motorway', '--start', '8', '--per-seed', '1', '--every', '0.5'];
    expect(readTask([...needed, ...said])).toMatchObject({ road: 'motorway', start: 8, perSeed: 1, every: 0.5 });
  });

  it.each([
    [['--frames', '12'], '--frames and --out are needed.'],
    [[...needed, '--roads', 'town'], "Unknown option '--roads'"],
    [[...needed, '--road', 'lane'], '--road is "lane"; it may be town, motorway.'],
    [[...needed, '--every', '0'], '--every is "0"; give seconds above 0.'],
    [[...needed, '--seed', 'x'], '--seed is "x"; give a whole number from 0'],
    [[...needed, '--per-seed', '0'], '--per-seed is "0"; give a whole number from 1'],
    [[...needed, '--width', ''], '--width is ""; give a whole number from 16 to 8192.'],
    [[...needed, '--start', '12'], '--frames counts those before the start, too.'],
  ])('%j ends in one sentence and the usage', (args, problem) => {
    expect(() => readTask(args)).toThrow(problem);
    expect(() => readTask(args)).toThrow(USAGE);
  });
});
