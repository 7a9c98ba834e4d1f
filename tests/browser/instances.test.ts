import { afterEach, describe, expect, it } from 'vitest';
import type { Instance } from '../../src/core/instances/instance.ts';
import type { InstancesManifest } from '../../workers/tasks/instances/manifest.ts';
import type { PerPixelFrame } from '../../src/perpixel.ts';
import '../../src/perpixel.ts';
import { centredApart, centredNetwork, centredParts, painted, type PaintedThing } from '../fixtures/onnx/centred.ts';
import { addressOf, fileParts, manifestFor, picture, segmenterFor, sha256 } from './models/own-model.ts';

const [WIDTH, HEIGHT] = [64, 48];

const SCENE: readonly PaintedThing[] = [
  { classId: 1, x: 4, y: 4, width: 12, height: 10 },
  { classId: 1, x: 16, y: 4, width: 14, height: 12 },
  { classId: 2, x: 40, y: 20, width: 8, height: 20 },
  { classId: 2, x: 58, y: 30, width: 8, height: 12 },
];

afterEach(() => document.body.replaceChildren());

async function centred(changes: Partial<InstancesManifest['instances']> = {}): Promise<InstancesManifest> {
  const { instances, ...parts } = centredParts(WIDTH, HEIGHT);
  const file = await fileParts(centredNetwork(WIDTH, HEIGHT));
  return { ...file, ...parts, instances: { ...instances, ...changes }, refine: false };
}

/** Its heads in a file of their own. @param changes of what the manifest says of that */
async function centredInTwo(
  changes: Partial<NonNullable<InstancesManifest['heads']>> = {},
): Promise<InstancesManifest> {
  const { model, heads } = centredApart(WIDTH, HEIGHT);
  const own = { file: addressOf(heads), sha256: await sha256(heads), bytes: heads.length, reads: ['far'] };
  return { ...(await centred()), ...(await fileParts(model)), heads: { ...own, ...changes } };
}

/** As a file, to the pixel. */
async function png(image: ImageData): Promise<Blob> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.convertToBlob();
}

/** An element whose model is the network, and its next frame. */
async function viewer(attributes: Readonly<Record<string, string>>) {
  const element = document.createElement('per-pixel');
  const model = addressOf(JSON.stringify(await centred()), 'application/json');
  for (const [name, value] of Object.entries({ model, backend: 'wasm', ...attributes })) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  const next = (doing: Promise<unknown>): Promise<PerPixelFrame> => {
    const heard = new Promise<PerPixelFrame>((resolve, reject) => {
      element.addEventListener('perpixel-frame', ({ detail }) => resolve(detail), { once: true });
      element.addEventListener('perpixel-error', ({ detail }) => reject(detail), { once: true });
    });
    return Promise.all([heard, doing]).then(([detail]) => detail);
  };
  return { element, next };
}

const untracked = (instances: readonly Instance[] | undefined) => instances?.map((each) => ({ ...each, track: 0 }));

describe('things told apart by a network', () => {
  const image = picture(WIDTH, HEIGHT, painted(SCENE));

  it('are the same in segment() and in the element, which numbers them', async () => {
    const segmenter = await segmenterFor(await centred());
    const outputs = ['instances', 'panoptic'] as const;
    const { instances, panopticMap } = await segmenter.segment(image, { outputs });
    expect(instances?.map(({ area }) => area)).toEqual([120, 168, 160, 72]);
    for (const { id, classId, area } of instances ?? []) {
      expect(panopticMap?.filter((each) => each === classId * 1000 + id)).toHaveLength(area);
    }
    const { element, next } = await viewer({});
    const shown = await next(element.openFile(await png(image)));
    expect(untracked(shown.instances)).toEqual(untracked(instances));
    expect(shown.instances?.map(({ track }) => track)).toEqual([1, 2, 3, 4]);
  });

  it('are not looked for where classes alone are shown', async () => {
    const { element, next } = await viewer({ labelling: 'semantic' });
    const shown = await next(element.openFile(await png(image)));
    expect(shown.shares[1]).toBeCloseTo(288 / (WIDTH * HEIGHT), 5);
    expect(shown.instances).toBeUndefined();
  });

  it('are the same where a file of its own tells them, which is fetched for them alone', async () => {
    const outputs = ['instances', 'panoptic'] as const;
    const whole = await (await segmenterFor(await centred())).segment(image, { outputs });
    const apart = await (await segmenterFor(await centredInTwo())).segment(image, { outputs });
    expect(apart.instances).toEqual(whole.instances);
    expect(apart.panopticMap).toEqual(whole.panopticMap);
    const lost = await segmenterFor(await centredInTwo({ sha256: '0'.repeat(64) }));
    expect((await lost.segment(image)).labelMap).toEqual(whole.labelMap);
    await expect(lost.segment(image, { outputs })).rejects.toMatchObject({ code: 'model-integrity' });
    await expect(segmenterFor(await centredInTwo({ reads: ['near'] }))).rejects.toMatchObject({
      code: 'model-invalid',
      problem: expect.stringContaining('it has no output "near"'),
    });
  });

  it('are refused of a network whose outputs are not as its manifest says', async () => {
    await expect(segmenterFor(await centred({ centres: 'offsets', offsets: 'centres' }))).rejects.toMatchObject({
      code: 'model-invalid',
      problem: expect.stringContaining('“how much each place is a centre” are [1, 1, height, width]'),
    });
  });
});

describe('a model without countable classes', () => {
  it('has no instances, and says why; its panoptic map is one of classes', async () => {
    const { task: _, instances: __, ...parts } = centredParts(WIDTH, HEIGHT);
    const classes = parts.classes.map((each) => ({ ...each, thing: false }));
    const segmenter = await segmenterFor(await manifestFor(centredNetwork(WIDTH, HEIGHT), { ...parts, classes }));
    const image = picture(WIDTH, HEIGHT, painted(SCENE));
    await expect(segmenter.segment(image, { outputs: ['instances'] })).rejects.toMatchObject({
      code: 'option-invalid',
      problem: 'There are no instances: none of the classes of "own" is a countable thing.',
    });
    const { panopticMap, labelMap } = await segmenter.segment(image, { outputs: ['panoptic'] });
    expect(panopticMap).toEqual(Uint32Array.from(labelMap, (id) => id * 1000));
  });
});
