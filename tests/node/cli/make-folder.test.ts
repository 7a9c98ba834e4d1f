import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../src/cli/results/make-folder.ts';
import { ownFolder } from './folder.ts';

const folder = ownFolder();

describe('an output folder', () => {
  it('is made with those above it, by several at once too', async () => {
    const path = join(folder.path, 'a', 'b', 'c');
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder.path, 'a', 'd'))]);
    await makeFolder(path);
    expect((await readdir(join(folder.path, 'a'))).sort()).toEqual(['b', 'd']);
  });

  it('is refused where a file lies in its way', async () => {
    await mkdir(join(folder.path, 'a'));
    await writeFile(join(folder.path, 'a', 'file'), '');
    for (const path of ['a/file', 'a/file/b'])
      await expect(makeFolder(join(folder.path, path))).rejects.toMatchObject({
        exitCode: 1,
        problem: expect.stringContaining('there is a file where the folder should be'),
      });
  });

  it.runIf(platform() === 'linux')('is refused at once where a file system has no room for any', async () => {
    await expect(makeFolder('/proc/perpixel/results')).rejects.toMatchObject({ exitCode: 1 });
  });
});
