import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/cli/results/places.ts';
import { findVideos, listedNames } from '../../../src/cli/videos/find-videos.ts';
import { isMine, parseShard, shardOf } from '../../../src/cli/videos/shard.ts';
import { exitCodeOf } from '../../../src/cli/terminal/exit-code.ts';
import { ownFolder } from './folder.ts';

const folder = ownFolder();

async function touch(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(folder.path, name, '..'), { recursive: true });
    await writeFile(join(folder.path, name), name);
  }
}

const namesOf = async (given: readonly string[], listed: readonly string[] = []): Promise<string[]> =>
  (await findVideos(given, listed)).map(({ name }) => relative(folder.path, name));

describe('videos of a command line', () => {
  it('are files, folders with all beneath them, and patterns, each once and in the order of their names', async () => {
    await touch('b.mp4', 'a.WEBM', 'deep/er/c.mkv', 'deep/notes.txt', 'other.bin');
    expect(await namesOf([folder.path, join(folder.path, 'b.mp4'), join(folder.path, '*.mp4')])).toEqual([
      'a.WEBM',
      'b.mp4',
      'deep/er/c.mkv',
    ]);
    // what is named by itself may be called anything
    expect(await namesOf([join(folder.path, 'other.bin')])).toEqual(['other.bin']);
  });

  it('may have names that look like patterns, hold line breaks or begin a formula', async () => {
    const odd = ['[1]*.mp4', 'line\nbreak.mp4', '=cmd|x.mp4', ' space .mp4'];
    await touch(...odd);
    expect(await namesOf(odd.map((name) => join(folder.path, name)))).toEqual(odd.toSorted());
    expect(listedNames('a b.mp4\r\n\nc.mp4\n')).toEqual(['a b.mp4', 'c.mp4']);
    expect(listedNames('a\nb.mp4\0c.mp4\0')).toEqual(['a\nb.mp4', 'c.mp4']);
  });

  it('are missed by name where a folder or pattern has none, or nothing is named', async () => {
    await touch('notes.txt');
    await expect(findVideos([folder.path])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('no video'),
    });
    await expect(findVideos([join(folder.path, '*.mp4')])).rejects.toThrow(/Nothing is called like/);
    await expect(findVideos([])).rejects.toThrow(/No video was named/);
    const nowhere = ['a.mp4', 'b.mp4'].map((name) => join(folder.path, name));
    await expect(findVideos(nowhere)).rejects.toMatchObject({
      exitCode: 2,
      problem: `There is no file ${JSON.stringify(nowhere[0])}, nor ${JSON.stringify(nowhere[1])}.`,
    });
    // beside one that is there, or on a list, it is one that could not be labelled
    await touch('b.mp4');
    expect(await namesOf(nowhere)).toEqual(['a.mp4', 'b.mp4']);
    expect(await namesOf([], nowhere.slice(0, 1))).toEqual(['a.mp4']);
  });

  it('write nothing outside the output folder, whatever they are called', async () => {
    for (const name of [
      '../../x.mp4',
      '/etc/passwd',
      '..',
      'a/../../b',
      '=cmd',
      '.hidden',
      'con',
      'ä'.repeat(300),
      '\n',
    ])
      for (const path of Object.values(placesOf('/out', name))) {
        expect(relative('/out', path)).not.toMatch(/^\.\.|\/\.\.|^\//);
        expect(path).toMatch(/^\/out\/(tracks\/|unfinished\/|label-maps\/|overlays\/|coco\/)?[^/\n=]+$/u);
      }
    expect(placesOf('out', 'a/drive.mp4').frames).not.toBe(placesOf('out', 'b/drive.mp4').frames);
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('shards', () => {
  it('cover a list, each video once, whether they count from 0 or from 1', () => {
    const names = Array.from({ length: 200 }, (_, i) => `drive-${i}.mp4`);
    const count = (shards: readonly string[]): number[] =>
      names.map((name) => shards.filter((shard) => isMine(name, parseShard(shard))).length);
    for (const first of [0, 1]) {
      const shards = Array.from({ length: 8 }, (_, i) => `${i + first}/8`);
      expect(new Set(count(shards))).toEqual(new Set([1]));
    }
    const sizes = Array.from(
      { length: 8 },
      (_, index) => names.filter((name) => isMine(name, { index, count: 8 })).length,
    );
    expect(Math.max(...sizes)).toBeLessThan(45);
  });

  it('are what Slurm, Kubernetes and AWS Batch say', () => {
    expect(shardOf({}, null)).toBeNull();
    const slurm = {
      SLURM_ARRAY_TASK_ID: '5',
      SLURM_ARRAY_TASK_COUNT: '4',
      SLURM_ARRAY_TASK_MIN: '1',
      SLURM_ARRAY_TASK_STEP: '2',
    };
    expect(shardOf(slurm, null)).toMatchObject({ index: 2, count: 4 });
    expect(shardOf({ JOB_COMPLETION_INDEX: '3' }, 10)).toMatchObject({ index: 3, count: 10 });
    expect(shardOf({ AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '2' }, null)).toMatchObject({
      count: 2,
    });
  });

  it('are refused where they make no sense', () => {
    for (const text of ['9/8', '1/0', 'x', '1-8', '-1/8', '1.5/8']) expect(() => parseShard(text)).toThrow(/--shard/);
    expect(() => shardOf({ JOB_COMPLETION_INDEX: '3' }, null)).toThrow(/--completions/);
    expect(() => shardOf({ JOB_COMPLETION_INDEX: '3' }, 3)).toThrow(/only 3 parts/);
    expect(() => shardOf({ SLURM_ARRAY_TASK_ID: '9', SLURM_ARRAY_TASK_COUNT: '4' }, null)).toThrow(/--shard/);
  });
});

describe('errors', () => {
  it('are known by their name, though perpixel/node has a class of its own', () => {
    const foreign = Object.assign(new Error('No. Do.'), { name: 'PerPixelError', code: 'option-invalid' });
    expect([exitCodeOf(foreign), exitCodeOf(new Error('x'))]).toEqual([2, 1]);
  });
});
