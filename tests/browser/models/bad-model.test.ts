import { describe, expect, it } from 'vitest';
import { createSegmenter, PerPixelError, type SegmenterOptions } from '../../../src/perpixel.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { linearNetwork, nearest } from './networks.ts';
import { addressOf, classes, manifestFor, picture, segmenterFor, sha256, type ModelParts } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

const SIDE = 4;
const onnx = linearNetwork('NCHW', SIDE, SIDE, [
  {
    name: 'out',
    ...nearest([
      [1, 0, 0],
      [0, 0, 1],
    ]),
  },
]);
const parts: ModelParts = {
  id: 'mine',
  input: { name: 'in', width: SIDE, height: SIDE },
  output: { name: 'out', kind: 'logits' },
  classes: classes(2),
};

async function refusal(model: NonNullable<SegmenterOptions['model']>): Promise<PerPixelError> {
  const error: unknown = await createSegmenter({ model, backend: 'wasm' }).then(
    (segmenter) => (segmenter.close(), null),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PerPixelError)) throw new Error(`no PerPixelError but ${String(error)}`);
  return error;
}

/** Refused with the code and a message that names each culprit and says what to do. */
async function expectRefused(
  model: NonNullable<SegmenterOptions['model']>,
  code: string,
  ...culprits: string[]
): Promise<void> {
  const error = await refusal(model);
  expect(error.code).toBe(code);
  culprits.forEach((culprit) => expect(error.message).toContain(culprit));
  expect(error.remedy).toMatch(/\w.*\.$/);
}

function manifestAt(manifest: unknown): string {
  return addressOf(JSON.stringify(manifest), 'application/json');
}

describe('a model’s file', () => {
  it('cut in half, with the hash of the half: no model', async () => {
    const half = onnx.slice(0, onnx.length / 2);
    await expectRefused(await manifestFor(half, parts), 'model-invalid', '"mine"', 'ONNX', 'cut off');
  });

  it('cut in half, with the hash of the whole: not the file described', async () => {
    const whole = await manifestFor(onnx, parts);
    const file = addressOf(onnx.slice(0, onnx.length / 2));
    await expectRefused({ ...whole, file }, 'model-integrity', '"mine"', `expected ${onnx.length} bytes`, 'cut off');
  });

  it('of the right length with one bit changed', async () => {
    const changed = onnx.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    const manifest = { ...(await manifestFor(onnx, parts)), file: addressOf(changed) };
    await expectRefused(manifest, 'model-integrity', (await sha256(onnx)).slice(0, 12));
  });

  it('of a format that nothing here runs, before it is fetched', async () => {
    const manifest = await manifestFor(onnx, parts);
    const lost = { ...manifest, format: 'gguf', file: '/nowhere' };
    await expectRefused(lost, 'model-invalid', '"mine"', 'format “gguf”', 'is “onnx”, “tflite”');
    await expectRefused({ ...manifest, file: '/nowhere.tflite' }, 'model-download', '/nowhere.tflite');
    await expectRefused({ ...manifest, format: 'ONNX!' }, 'model-invalid', '"format"');
  });

  it('that is a page', async () => {
    const page = new TextEncoder().encode('<!doctype html><title>Not found</title>');
    await expectRefused(await manifestFor(page, parts), 'model-invalid', '"mine"', 'ONNX', 'a web page');
    const meant = { ...(await manifestFor(onnx, parts)), file: addressOf(page) };
    await expectRefused(meant, 'model-integrity', '"mine"', 'a web page', 'many servers send a page');
  });

  it('that another program’s export or a version control left in its place', async () => {
    const files: [number[] | string, string][] = [
      [[], 'empty'],
      ['version https://git-lfs.github.com/spec/v1\noid sha256:1', 'Git LFS pointer'],
      [[0x1f, 0x8b, 8, 0, 1, 2, 3], 'gzip'],
    ];
    for (const [content, kind] of files) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
      await expectRefused({ ...(await manifestFor(onnx, parts)), file: addressOf(bytes) }, 'model-integrity', kind);
    }
  });

  it('with an operator that nobody has', async () => {
    const odd = linearNetwork('NCHW', SIDE, SIDE, [
      {
        name: 'out',
        ...nearest([
          [1, 0, 0],
          [0, 0, 1],
        ]),
        activation: { op: 'NoSuchOp' },
      },
    ]);
    await expectRefused(await manifestFor(odd, parts), 'model-invalid', 'NoSuchOp', 'ai.onnx', 'version 13');
  });

  it('that wants a second input', async () => {
    const shape = [1, 3, SIDE, SIDE];
    const two = onnxFile({
      inputs: [
        { name: 'in', shape },
        { name: 'hint', shape },
      ],
      outputs: [{ name: 'out', shape }],
      nodes: [{ op: 'Add', inputs: ['in', 'hint'], output: 'out' }],
    });
    const manifest = await manifestFor(two, { ...parts, classes: classes(3) });
    await expectRefused(manifest, 'model-invalid', '2 inputs (in, hint)', '"hint" as a constant');
  });

  it('that keeps its weights in another, where there is no folder to look in', async () => {
    const outside = onnxFile({
      inputs: [{ name: 'in', shape: [1, 3, SIDE, SIDE] }],
      outputs: [{ name: 'out', shape: [1, 3, SIDE, SIDE] }],
      nodes: [{ op: 'Conv', inputs: ['in', 'w'], output: 'out' }],
      constants: {
        w: { shape: [3, 3, 1, 1], values: Array.from({ length: 9 }, () => 1), external: { file: 'w.data', offset: 0 } },
      },
    });
    await expectRefused(await manifestFor(outside, parts), 'model-download', 'w.data', 'one file');
  });

  it('that no tab has room for', async () => {
    const shape = [1, 3, SIDE, SIDE];
    const big = onnxFile({
      inputs: [{ name: 'in', shape }],
      outputs: [{ name: 'out', shape }],
      nodes: [
        { op: 'ConstantOfShape', inputs: ['size'], output: 'big' },
        { op: 'ReduceMax', inputs: ['big'], output: 'most' },
        { op: 'Add', inputs: ['in', 'most'], output: 'out' },
      ],
      constants: { size: { type: 'int64', shape: [2], values: [32_768, 40_000] } },
    });
    await expectRefused(
      await manifestFor(big, { ...parts, classes: classes(3) }),
      'model-too-large',
      '"mine"',
      'memory',
    );
  });

  it('that is not there', async () => {
    const file = new URL('/lib/models/nowhere.onnx', location.href).href;
    await expectRefused({ ...(await manifestFor(onnx, parts)), file }, 'model-download', '404', 'nowhere.onnx');
  });

  it('whose address is none', async () => {
    await expectRefused(
      { ...(await manifestFor(onnx, parts)), file: 'https://' },
      'model-invalid',
      '"file"',
      'https://',
    );
  });
});

describe('a manifest that does not fit its model', () => {
  const cases: { name: string; wrong: Partial<SemanticManifest>; culprits: string[] }[] = [
    {
      name: 'another input size',
      wrong: { input: { name: 'in', width: 6, height: SIDE } },
      culprits: ['[1, 3, 4, 4]', '[1, 3, 4, 6]'],
    },
    {
      name: 'another layout',
      wrong: { input: { name: 'in', width: SIDE, height: SIDE, layout: 'NHWC' } },
      culprits: ['[1, 3, 4, 4]', '[1, 4, 4, 3]'],
    },
    {
      name: 'another input type',
      wrong: { input: { name: 'in', width: SIDE, height: SIDE, type: 'uint8' } },
      culprits: ['float32', 'uint8'],
    },
    {
      name: 'another input name',
      wrong: { input: { name: 'image', width: SIDE, height: SIDE } },
      culprits: ['"image"', 'its inputs: in'],
    },
    {
      name: 'another output name',
      wrong: { output: { name: 'probabilities', kind: 'logits' } },
      culprits: ['"probabilities"', 'its outputs: out'],
    },
    { name: 'more classes than channels', wrong: { classes: classes(3) }, culprits: ['"out"', '2 channels', 'need 3'] },
    {
      name: 'two channels as one probability',
      wrong: { output: { name: 'out', kind: 'binary-probability' } },
      culprits: ['"out"', '2 channels', 'one'],
    },
    {
      name: 'two channels as class ids',
      wrong: { output: { name: 'out', kind: 'class-ids' } },
      culprits: ['"out"', '2 channels', 'one'],
    },
    {
      name: 'the output’s layout',
      wrong: { output: { name: 'out', kind: 'logits', layout: 'NHWC' } },
      culprits: ['"out"', '4 channels'],
    },
  ];
  it.each(cases)('$name', async ({ wrong, culprits }) => {
    await expectRefused(await manifestFor(onnx, { ...parts, ...wrong }), 'model-invalid', ...culprits);
  });

  it('an output of class ids that are said to be logits', async () => {
    const ids = linearNetwork('NCHW', SIDE, SIDE, [
      {
        name: 'out',
        ...nearest([
          [1, 0, 0],
          [0, 0, 1],
        ]),
        activation: { op: 'ArgMax', attributes: { axis: 1 } },
        port: { type: 'int64', shape: [1, 1, SIDE, SIDE] },
      },
    ]);
    await expectRefused(await manifestFor(ids, parts), 'model-invalid', '"out"', '1 channels');
  });

  it('a class id beyond the classes is found out by the first frame', async () => {
    const ids = linearNetwork('NCHW', SIDE, SIDE, [
      {
        name: 'out',
        ...nearest([
          [0, 0, 0],
          [1, 0, 0],
          [0, 0, 1],
        ]),
        activation: { op: 'ArgMax', attributes: { axis: 1 } },
        port: { type: 'int64', shape: [1, 1, SIDE, SIDE] },
      },
    ]);
    const manifest = await manifestFor(ids, { ...parts, output: { name: 'out', kind: 'class-ids' } });
    const segmenter = await segmenterFor(manifest);
    await segmenter.segment(picture(SIDE, SIDE, () => [255, 0, 0]));
    const blue = segmenter.segment(picture(SIDE, SIDE, () => [0, 0, 255]));
    await expect(blue).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('class 2') });
  });
});

describe('a manifest', () => {
  it('at an address works like one passed along', async () => {
    const segmenter = await segmenterFor(manifestAt(await manifestFor(onnx, parts)));
    expect(segmenter.model.id).toBe('mine');
  });

  it('may carry its file in a data: address', async () => {
    const file = `data:application/octet-stream;base64,${btoa(String.fromCharCode(...onnx))}`;
    const segmenter = await segmenterFor({ ...(await manifestFor(onnx, parts)), file });
    expect(segmenter.model.file).toBe(file);
  });

  it('with an unknown key names the key', async () => {
    const good = await manifestFor(onnx, parts);
    const typo = { ...good, input: { ...good.input, means: [0, 0, 0] }, licnse: 'MIT' };
    await expectRefused(
      manifestAt(typo),
      'model-invalid',
      '"input.means" is an unknown key',
      '"licnse" is an unknown key',
    );
  });

  it('with a missing and a mistyped key names both', async () => {
    const { sha256: _, ...rest } = await manifestFor(onnx, parts);
    await expectRefused(manifestAt({ ...rest, bytes: 'many' }), 'model-invalid', '"sha256" is missing', '"bytes"');
  });

  it('with a head that names a class it lacks', async () => {
    const output = { name: 'out', kind: 'logits' as const, classes: [0, 7] };
    await expectRefused(await manifestFor(onnx, { ...parts, output }), 'model-invalid', 'class 7');
  });

  it.each([[[]], [null]])('that is the JSON value %j', async (value) => {
    await expectRefused(manifestAt(value), 'model-invalid', 'manifest');
  });

  it('that is a page, as servers send for a wrong address', async () => {
    const page = addressOf('<!doctype html><title>Not found</title>', 'text/html');
    await expectRefused(page, 'model-invalid', 'not a manifest', new URL(page).pathname, 'a web page');
  });

  it('in a data: or blob: address has nothing beside it', async () => {
    const manifest = JSON.stringify({ ...(await manifestFor(onnx, parts)), file: 'mine.onnx' });
    await expectRefused(
      `data:application/json,${encodeURIComponent(manifest)}`,
      'model-invalid',
      'data: address',
      'mine.onnx',
    );
    await expectRefused(manifestAt(JSON.parse(manifest)), 'model-invalid', 'blob: address', 'mine.onnx');
  });

  it('with three hundred mistakes tells the first and how many there are', async () => {
    const many = Array.from({ length: 300 }, (_, id) => ({ id: 0, name: '', colour: `${id}` }));
    const error = await refusal(manifestAt({ ...(await manifestFor(onnx, parts)), classes: many }));
    expect(error.problem).toContain('and 595 more problems, 600 in all');
    expect(error.problem.length).toBeLessThan(600);
  });

  it('that is not there', async () => {
    await expectRefused('/lib/models/nowhere.json', 'model-download', '404', 'nowhere.json');
  });

  it('of a bundled id that does not exist', async () => {
    // with those that there are
    await expectRefused('nonesuch', 'model-download', '404', 'nonesuch.json', 'selfie, selfie-landscape');
  });
});

it('after all of these a good model works', async () => {
  const good = await segmenterFor(await manifestFor(onnx, parts));
  const { labelMap } = await good.segment(picture(SIDE, SIDE, (x) => (x < 2 ? [255, 0, 0] : [0, 0, 255])));
  expect(Array.from(labelMap.subarray(0, SIDE))).toEqual([0, 0, 1, 1]);
});

it('a size that the model leaves open is the manifest’s to choose', async () => {
  const shape = ['n', 3, 'h', 'w'];
  const open = onnxFile({
    inputs: [{ name: 'in', shape }],
    outputs: [{ name: 'out', shape }],
    nodes: [{ op: 'Identity', inputs: ['in'], output: 'out' }],
  });
  const segmenter = await segmenterFor(
    await manifestFor(open, {
      input: { name: 'in', width: 6, height: 2 },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(3),
    }),
  );
  const { labelMap } = await segmenter.segment(picture(6, 2, (x) => (x < 3 ? [0, 255, 0] : [0, 0, 255])));
  expect([...labelMap]).toEqual([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2]);
});
