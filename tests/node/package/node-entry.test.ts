import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNodeEntry } from '../../../.config/package/node-entry.ts';
import { BUILT_MODELS, ROOT } from '../../../.config/package/places.ts';
import { clip } from '../threads/clips.ts';

const run = promisify(execFile);
let folder = '';
const folders: string[] = [];

beforeAll(async () => {
  // where Node finds what the project has installed
  folder = await mkdtemp(join(ROOT, '.types/package-'));
  folders.push(folder);
  await writeNodeEntry(`${folder}/`);
  await mkdir(`${folder}/assets/models`, { recursive: true });
  for (const name of ['tiny.json', 'tiny.onnx']) await cp(BUILT_MODELS + name, `${folder}/assets/models/${name}`);
}, 120_000);
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))));

async function said(where: string, script: string): Promise<unknown> {
  await writeFile(`${where}/program.mjs`, `import { analyzeVideo, createSegmenter } from './node.js';\n${script}`);
  const { stdout, stderr } = await run(process.execPath, [`${where}/program.mjs`], { cwd: where, timeout: 60_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const TRIED = `
const tried = (work) => work.then(() => 'done', ({ code, remedy }) => [code, remedy]);
`;

describe('the package’s entry for Node', () => {
  it('labels frames and videos with the package’s own models, and its process ends by itself', async () => {
    const found = await said(
      folder,
      `const segmenter = await createSegmenter({ model: 'tiny', backend: 'cpu' });
       const data = new Uint8ClampedArray(4 * 8 * 8).map((_, i) => (i % 4 === 1 || i % 4 === 3 ? 255 : 0));
       const { labelMap, width } = await segmenter.segment({ data, width: 8, height: 8 });
       const { frames, lost } = await analyzeVideo(${JSON.stringify(clip('analysis/constant.mov'))}, { model: 'tiny' });
       console.log(JSON.stringify({ width, labels: [...new Set(labelMap)], frames: frames.length, lost }));`,
    );
    expect(found).toEqual({ width: 8, labels: [2], frames: 17, lost: [] });
  });

  it('says what to install where a package is missing', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'perpixel-node-'));
    folders.push(elsewhere);
    await cp(folder, elsewhere, { recursive: true });
    const found = await said(
      elsewhere,
      `${TRIED}
       console.log(JSON.stringify([
         await tried(createSegmenter({ model: 'tiny' })),
         await tried(analyzeVideo(${JSON.stringify(clip('analysis/constant.mov'))}, { model: 'tiny' })),
         await tried(createSegmenter({ model: 'driving' })),
       ]));`,
    );
    expect(found).toEqual([
      ['backend-unavailable', 'Run “npm install onnxruntime-node”.'],
      ['video-unsupported', 'Run “npm install @mediabunny/server”.'],
      ['model-download', 'It is a package of its own: run “npm install perpixel-model-driving”.'],
    ]);
  });
});
