import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { done, forget, keepDone, read, write, writeEnd, type CaseLine, type Line } from '../../suites/record.ts';
import { report } from '../../suites/report.ts';

const FILES = ['one', 'two', 'three'].map((name) => `tests/browser/${name}.test.ts`);
const [ONE = '', TWO = ''] = FILES;
const day = '2026-11-29';
const revision = 'Draw a frame';
let folder = '';
let record = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpixel-record-'));
  record = join(folder, 'record.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

function passed(file: string, name: string): CaseLine {
  return { at: 'case', file, name, state: 'passed' };
}

const lines: Line[] = [
  { at: 'collected', file: ONE, names: ['a', 'b', 'c'] },
  passed(ONE, 'a'),
  { at: 'case', file: ONE, name: 'b', state: 'failed', problem: 'expected 1\nto be 2' },
  { at: 'case', file: ONE, name: 'c', state: 'skipped', lacking: ['WebGPU'] },
  { at: 'end', file: ONE, day, revision, seconds: 12.34 },
  { at: 'collected', file: TWO, names: ['d', 'e'] },
  passed(TWO, 'd'),
];

describe('what is written down of a run', () => {
  beforeEach(() => lines.forEach((line) => write(record, line)));

  it('holds what a run that was broken off had done, and has the rest run anew', () => {
    expect(read(record)).toEqual(lines);
    expect([...done(lines)]).toEqual([ONE]);
    keepDone(record);
    expect(read(record)).toEqual(lines.slice(0, 5));
    forget(record, [ONE]);
    expect(read(record)).toEqual([]);
  });
});

it('reads nothing where nothing was written', () => {
  expect(read(record)).toEqual([]);
});

describe('the report of a run', () => {
  const browser = { title: 'Firefox', version: () => 'Mozilla Firefox 153.8.0esr' };

  it('says how each case went that did not pass, and which files were not run', () => {
    const text = report(browser, lines.slice(0, 5), FILES);
    expect(text).toContain(`Mozilla Firefox 153.8.0esr, ${day}: of 3 files 1 were run`);
    expect(text).toContain('1 passed, 1 failed, 1 were not run');
    expect(text).toContain('- one.test.ts: b (expected 1 to be 2)');
    expect(text).toContain('- WebGPU: 1\n  - one.test.ts: c');
    expect(text).toContain('## Files that were not run\n\n- two.test.ts\n- three.test.ts');
    expect(text).toContain('The code was that of “Draw a frame”.');
    expect(text).toContain('| one.test.ts | 1 | 1 | 1 | 12.3 |');
  });

  it('knows by itself the day and the state of the code in which a file ended', () => {
    writeEnd(record, ONE, { seconds: 1.5 });
    const [line] = read(record);
    expect(line).toMatchObject({ at: 'end', file: ONE, seconds: 1.5 });
    expect(line).toMatchObject({
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      revision: expect.stringMatching(/./),
    });
  });

  it('names a file that did not end, and the cases that nothing was heard of', () => {
    const text = report(
      browser,
      [...lines, { at: 'end', file: TWO, day, revision: 'Draw two', problem: 'it did not end' }],
      FILES.slice(0, 2),
    );
    expect(text).toContain('- two.test.ts (it did not end)\n  - e\n');
    expect(text).not.toContain('Files that were not run');
    expect(text).toContain('| two.test.ts | 1 | 0 | 0 | it did not end |');
    expect(text).toContain('in parts, the code being that of\n\n- “Draw a frame”: 1 file\n- “Draw two”: 1 file\n');
  });
});
