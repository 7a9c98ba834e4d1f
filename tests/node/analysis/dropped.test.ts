import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sorted } from '../../../src/apps/analyst/dropped.ts';
import type { JobSource } from '../../../src/apps/analyst/job-source.ts';

const media = (path: string): Buffer => readFileSync(new URL(`../../fixtures/media/${path}`, import.meta.url));
const file = (name: string, content: Buffer | string): JobSource => ({
  name,
  blob: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
  url: '',
  handle: null,
});
const names = (files: readonly JobSource[]): string[] => files.map(({ name }) => name);

it('what is dropped is sorted by its name, or by its content where the name does not say', async () => {
  const { videos, labels, problem } = await sorted([
    file('drive.MP4', ''),
    file('00001.png', ''),
    file('labels.zip', ''),
    file('recording', media('street.mp4')),
    file('camera.ts', media('kinds/h264.m2t')),
    file('old.avi', media('kinds/mpeg4.avi')),
    file('code.ts', 'export const one = 1;'),
    file('README', 'About these drives'),
  ]);
  expect(names(videos)).toEqual(['drive.MP4', 'recording', 'camera.ts', 'old.avi']);
  expect(names(labels)).toEqual(['00001.png', 'labels.zip']);
  expect(problem).toBeNull();
});

it('where there is nothing to open, it is said what there is', async () => {
  const { problem } = await sorted([file('notes.txt', 'About these drives')]);
  expect(problem).toMatchObject({ code: 'video-unsupported', problem: 'notes.txt is a text file, not a video.' });
  expect((await sorted([])).problem).toMatchObject({ code: 'video-unsupported' });
});
