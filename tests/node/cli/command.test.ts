import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCommand } from '../../../.config/package/command.ts';
import { ownFolder, PATIENCE } from './folder.ts';
import { frameAt, layResult } from './results.ts';

let bin = '';
const folder = ownFolder();

// where nothing of node_modules is found: as for who has installed the package alone
beforeAll(async () => {
  bin = await mkdtemp(join(tmpdir(), 'perpixel-bin-'));
  await writeCommand(bin);
}, 120_000);
afterAll(() => rm(bin, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function perpixel(...given: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(bin, 'perpixel.js'), ...given],
      { timeout: PATIENCE },
      (_, out, error) => resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });
}

describe('the command', { timeout: PATIENCE }, () => {
  it('tells what it can do, with examples and exit codes', async () => {
    const { code, out } = await perpixel('--help');
    expect(code).toBe(0);
    for (const word of [
      'label',
      'query',
      'merge',
      'image',
      'evaluate',
      'models',
      'bench',
      'assets',
      'serve',
      'Exit codes',
    ])
      expect(out).toContain(word);
    expect((await perpixel('query', '--help')).out).toContain("perpixel query 'pedestrian > 3% for 0.5s' results");
  });

  it('ends with 2 where the command line makes no sense', async () => {
    expect((await perpixel('nonsense')).code).toBe(2);
    expect((await perpixel('query')).code).toBe(2);
    for (const wrong of ['--every=-1', '--format=xml', '--refine=no', '--threads=0'])
      expect(await perpixel('label', 'a.mp4', '--model', 'tiny', '--out', folder.path, wrong)).toMatchObject({
        code: 2,
      });
    const nowhere = await perpixel('query', 'car', join(folder.path, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 2, out: '', error: expect.stringContaining('There is no folder') });
  });

  it('says what to install for what only some commands need', async () => {
    await layResult(folder.path, 'drive.mp4', [frameAt(0, 0.5)]);
    expect(await perpixel('query', 'car', folder.path)).toMatchObject({
      code: 1,
      error: 'A query needs @duckdb/node-api. Run: npm install @duckdb/node-api\n',
    });
    // what needs nothing goes on without
    expect(await perpixel('merge', folder.path)).toMatchObject({ code: 0, error: '' });
  });
});
