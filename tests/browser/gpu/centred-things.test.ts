import { expect, it } from 'vitest';
import { unwrap } from '../../../src/core/errors/errors.ts';
import type { ModelManifest } from '../../../src/core/manifest/manifest.ts';
import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import { centredApart, centredNetwork, centredParts, painted } from '../../fixtures/onnx/centred.ts';
import { addressOf, manifestFor, picture, sha256 } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { serve } from './service.ts';

const size = { width: 48, height: 32 };
/** The first two touch, and are of one class. */
const THINGS = [
  { classId: 1, x: 0, y: 8, width: 16, height: 12 },
  { classId: 1, x: 16, y: 8, width: 14, height: 12 },
  { classId: 2, x: 34, y: 3, width: 9, height: 26 },
] as const;

async function centred(): Promise<ModelManifest> {
  const { task, instances, ...parts } = centredParts(size.width, size.height);
  const plain = await manifestFor(centredNetwork(size.width, size.height), parts);
  return { ...plain, task, instances };
}

/** Its heads in a file of their own. */
async function inTwo(): Promise<ModelManifest> {
  const { model, heads } = centredApart(size.width, size.height);
  const { task, instances, ...parts } = centredParts(size.width, size.height);
  const own = { file: addressOf(heads), sha256: await sha256(heads), bytes: heads.length, reads: ['far'] };
  return { ...(await manifestFor(model, parts)), task, instances, heads: own };
}

const image = picture(size.width, size.height, (x, y) => [...painted(THINGS)(x, y)] as [number, number, number]);

it.each([
  ['in its file', centred],
  ['in a file of their own', inTwo],
])('things that touch are told apart on the GPU as on the CPU, by heads %s', await needs('webGpu'), async (_, made) => {
  const manifest = await made();
  const reports = await Promise.all(
    (['webgpu', 'wasm'] as const).map(async (backend) => {
      const served = await serve(manifest, false, backend);
      unwrap(await served.api.setView({ ...DEFAULT_VIEW, opacity: 1, labelling: 'panoptic' }));
      return served.present(new VideoFrame(await createImageBitmap(image), { timestamp: 0 }));
    }),
  );
  const [gpu, cpu] = reports.map(({ found }) => found?.instances);
  expect(cpu?.map(({ classId, box }) => ({ classId, ...box }))).toEqual(expect.arrayContaining([...THINGS]));
  expect(gpu).toEqual(cpu?.map((each) => ({ ...each, score: expect.closeTo(each.score, 2) as number })));
  expect(reports[0]!.moves).toEqual({ copies: 0, readbacks: 0 });
  expect(reports[0]!.note).toBeNull();
});

it('heads in a file of their own are run for a frame that was shown without', await needs('webGpu'), async () => {
  const served = await serve(await inTwo(), false, 'webgpu');
  unwrap(await served.api.setView({ ...DEFAULT_VIEW, opacity: 1 }));
  const { found } = await served.present(new VideoFrame(await createImageBitmap(image), { timestamp: 0 }));
  expect(found).toBeNull();
  unwrap(await served.api.setView({ ...DEFAULT_VIEW, opacity: 1, labelling: 'panoptic' }));
  const [{ x, y, width, height }] = THINGS;
  const probe = unwrap(await served.api.probe((x + width / 2) / size.width, (y + height / 2) / size.height));
  expect(probe).toMatchObject({
    name: 'car',
    thing: { share: expect.closeTo((width * height) / (size.width * size.height), 3) as number },
  });
});
