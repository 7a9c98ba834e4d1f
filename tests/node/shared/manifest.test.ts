import { describe, expect, it } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { TASK_DECLARATIONS } from '../../../src/core/manifest/tasks.ts';
import { SEMANTIC, type SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

const minimal: SemanticManifest = {
  id: 'street-3',
  title: 'Street',
  licence: 'Apache-2.0',
  origin: 'made here',
  file: 'street.onnx',
  sha256: '0123456789abcdef'.repeat(4),
  bytes: 1234,
  input: { name: 'input', width: 64, height: 32 },
  output: { name: 'output', kind: 'logits' },
  classes: [
    { id: 0, name: 'road', colour: '#804080' },
    { id: 1, name: 'car', colour: '#00008E', thing: true },
    { id: 2, name: 'sky', colour: '#4682b4' },
  ],
};

const { output: _, ...headless } = minimal;

/** The minimal manifest with parts of it replaced by anything at all. */
const having = (changes: Readonly<Record<string, unknown>>): unknown => ({ ...minimal, ...changes });
const withInput = (changes: Readonly<Record<string, unknown>>): unknown =>
  having({ input: { ...minimal.input, ...changes } });

function complaint(manifest: unknown): string {
  try {
    parseManifest(manifest);
  } catch (error) {
    if (error instanceof PerPixelError && error.code === 'model-invalid') return error.problem;
    throw error;
  }
  throw new Error('the manifest was accepted');
}

describe('a manifest that says its task', () => {
  it('is for semantic segmentation where it does not say', () => {
    expect(parseManifest(minimal).task).toBe('semantic');
    expect(parseManifest(having({ task: 'semantic' })).task).toBe('semantic');
  });

  it.each(['depth', '', 7, 'constructor'])('%s is refused, and the known ones are named', (task) => {
    const known = Object.keys(TASK_DECLARATIONS).map((name) => JSON.stringify(name));
    expect(known).toContain('"semantic"');
    expect(complaint(having({ task }))).toBe(
      `The model's manifest cannot be used: "task" is ${JSON.stringify(task)}, and what a model can be made for here is ${known.join(', ')}.`,
    );
  });
});

describe('a manifest of as many classes as there may be', () => {
  const named = (count: number): unknown[] =>
    Array.from({ length: count }, (_, id) => ({ id, name: `class ${id}`, colour: '#123456' }));

  it.each([1, 2, 255, 256, 257, 65_535])('%i', (count) => {
    const spec = SEMANTIC.parse(having({ classes: named(count) }));
    expect([spec.classes.length, spec.outputs[0]?.classes.length, spec.classes.at(-1)?.id]).toEqual([
      count,
      count,
      count - 1,
    ]);
  });

  it.each([0, 65_536])('not %i', (count) =>
    expect(complaint(having({ classes: named(count) }))).toContain('"classes"'),
  );
});

describe('a manifest of a model with other channels than three', () => {
  it.each([
    ['grey', 1],
    ['RGBA', 4],
    ['BGRA', 4],
  ])('%s has %i of each', (colour, channels) => {
    const { mean, std } = parseManifest(withInput({ colour, mean: 0.5 })).input;
    expect([mean, std]).toEqual([
      Array.from({ length: channels }, () => 0.5),
      Array.from({ length: channels }, () => 1),
    ]);
  });

  it('leaves alpha alone where it has statistics of the colours only', () => {
    const { mean, std } = parseManifest(withInput({ colour: 'RGBA', mean: [1, 2, 3], std: [4, 5, 6] })).input;
    expect([mean, std]).toEqual([
      [1, 2, 3, 0],
      [4, 5, 6, 1],
    ]);
  });

  it('may take any integers, as they are', () => {
    for (const type of ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64']) {
      expect(parseManifest(withInput({ type })).input).toMatchObject({ type, scale: 1 });
    }
  });
});

describe('a manifest with nothing but what it needs', () => {
  const spec = SEMANTIC.parse(minimal);

  it('takes RGB float32 planes of value / 255, stretched', () => {
    expect(spec.input).toEqual({
      name: 'input',
      width: 64,
      height: 32,
      layout: 'NCHW',
      type: 'float32',
      scale: 1 / 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      colour: 'RGB',
      fit: { mode: 'stretch', colour: '#000000' },
    });
  });

  it('has one head over all classes, laid out as the input is', () => {
    expect(spec.outputs).toEqual([{ name: 'output', kind: 'logits', layout: 'NCHW', classes: [0, 1, 2] }]);
    expect(SEMANTIC.parse(withInput({ layout: 'NHWC' })).outputs[0]?.layout).toBe('NHWC');
  });

  it('has stuff unless it says thing', () => {
    expect(spec.classes.map((each) => each.thing)).toEqual([false, true, false]);
  });

  it('has label images that start at 0, or where it says', () => {
    expect(spec.labelsStart).toBe(0);
    expect(parseManifest(having({ labelsStart: 1 })).labelsStart).toBe(1);
    for (const wrong of [-1, 0.5, 65_535, '1'])
      expect(complaint(having({ labelsStart: wrong }))).toMatch('labelsStart');
  });

  it('says nothing about refinement', () => {
    expect(spec.refine).toBeUndefined();
    expect('refine' in spec).toBe(false);
  });

  it('takes bytes as they are where its input is uint8, unless it says otherwise', () => {
    expect(parseManifest(withInput({ type: 'uint8' })).input.scale).toBe(1);
    expect(parseManifest(withInput({ type: 'uint8', scale: 0.5 })).input.scale).toBe(0.5);
  });

  it('may say that it takes and gives halves, and where more of its weights lie', () => {
    const weights = [{ file: 'street.data', sha256: minimal.sha256, bytes: 9 }];
    const output = { name: 'output', kind: 'logits', type: 'float16' };
    const halves = SEMANTIC.parse(having({ input: { ...minimal.input, type: 'float16' }, output, weights }));
    expect([halves.input.type, halves.outputs[0]?.type, halves.weights]).toEqual(['float16', 'float16', weights]);
    expect(halves.input.scale).toBe(1 / 255);
    expect(complaint(having({ weights: [{ file: 'a' }] }))).toContain('weights.0.sha256');
  });

  it('is left as it was', () => {
    const before = structuredClone(minimal);
    parseManifest(minimal);
    expect(minimal).toEqual(before);
  });
});

describe('a fit', () => {
  it.each([
    ['letterbox', { mode: 'letterbox', colour: '#000000' }],
    [{ mode: 'cover' }, { mode: 'cover', colour: '#000000' }],
    [
      { mode: 'letterbox', colour: '#727272' },
      { mode: 'letterbox', colour: '#727272' },
    ],
  ])('written as %j is %j', (written, meant) => {
    expect(parseManifest(withInput({ fit: written })).input.fit).toEqual(meant);
  });

  it.each([
    ['squash'],
    [{ mode: 'squash' }],
    [{ mode: 'cover', color: '#000000' }],
    [{ mode: 'cover', colour: 'grey' }],
  ])('written as %j is refused by name', (written) => {
    expect(complaint(withInput({ fit: written }))).toContain('input.fit');
  });
});

describe('heads', () => {
  const two = [
    { name: 'street', kind: 'logits' },
    { name: 'car', kind: 'binary-probability', classes: [0, 1], layout: 'NHWC' },
  ];

  it('in a list keep their order, classes and layout', () => {
    expect(SEMANTIC.parse({ ...headless, outputs: two }).outputs).toEqual([
      { name: 'street', kind: 'logits', layout: 'NCHW', classes: [0, 1, 2] },
      { name: 'car', kind: 'binary-probability', layout: 'NHWC', classes: [0, 1] },
    ]);
  });

  it('mean the same as one output when there is one', () => {
    expect(parseManifest({ ...headless, outputs: [minimal.output] })).toEqual(parseManifest(minimal));
  });

  it('cannot be missing, nor be given in both forms', () => {
    expect(complaint(headless)).toContain('"output" (or "outputs") is missing');
    expect(complaint({ ...headless, outputs: [] })).toContain('outputs');
    expect(complaint(having({ outputs: two }))).toContain('both given');
  });

  it('may be binary only over two classes', () => {
    expect(complaint(having({ output: { name: 'output', kind: 'binary-probability' } }))).toContain(
      'needs 2 classes, not 3',
    );
    const chosen = { name: 'output', kind: 'binary-probability', classes: [0, 2] };
    expect(SEMANTIC.parse(having({ output: chosen })).outputs[0]?.classes).toEqual([0, 2]);
  });

  it('may name only classes that there are', () => {
    const outputs = [two[0], { name: 'extra', kind: 'logits', classes: [0, 7] }];
    expect(complaint({ ...headless, outputs })).toContain('"outputs[1].classes" names class 7');
  });
});

describe('a wrong manifest', () => {
  it.each([
    ['an unknown key', having({ colour: 'blue' }), '"colour" is an unknown key'],
    ['an unknown key of the input', withInput({ means: [0, 0, 0] }), '"input.means" is an unknown key'],
    ['a missing key', having({ file: undefined }), '"file"'],
    ['no input width', having({ input: { name: 'input', height: 3 } }), '"input.width" is missing'],
    ['a width of 0', withInput({ width: 0 }), 'input.width'],
    ['a width of half a pixel', withInput({ width: 32.5 }), 'input.width'],
    ['an odd layout', withInput({ layout: 'CHWN' }), 'input.layout'],
    ['two means', withInput({ mean: [0, 0] }), 'input.mean'],
    ['a std of 0', withInput({ std: [1, 0, 1] }), '"input.std" holds a 0'],
    ['a hash that is too short', having({ sha256: 'abc' }), '"sha256": is not a SHA-256'],
    ['an id that could leave its folder', having({ id: '../selfie' }), '"id": is not an id'],
    ['no bytes', having({ bytes: 0 }), 'bytes'],
    ['no class', having({ classes: [] }), 'classes'],
    ['a kind that there is not', having({ output: { name: 'output', kind: 'softmax' } }), 'output.kind'],
    ['smoothing that never lets go', having({ refine: { temporal: 1 } }), 'refine'],
  ])('is told of %s', (_name, manifest, words) => {
    expect(complaint(manifest)).toContain(words);
  });

  it('is told which class has the wrong colour', () => {
    const classes = minimal.classes.map((each) => (each.id === 1 ? { ...each, colour: 'red' } : each));
    expect(complaint(having({ classes }))).toMatch(/classes.1.*colour.*is not a colour/);
  });

  it('is told where the ids stop counting up', () => {
    const classes = minimal.classes.map((each) => ({ ...each, id: each.id + 1 }));
    expect(complaint(having({ classes }))).toContain('"classes[0].id" is 1');
  });

  it('is told of everything at once', () => {
    const words = complaint(having({ sha256: 'abc', bytes: -1, surprise: true }));
    for (const key of ['sha256', 'bytes', 'surprise']) expect(words).toContain(`"${key}"`);
  });

  it('is told the first few of very many problems, and how many there are', () => {
    const classes = Array.from({ length: 300 }, (_, id) => ({ id: id % 200, name: '', colour: 'red' }));
    const words = complaint(having({ classes }));
    expect(words).toMatch(/"classes\.0\.name".*; and 595 more problems, 600 in all\.$/);
    expect(words.length).toBeLessThan(600);
  });

  it.each([[undefined], [null], ['selfie'], [[]], [{}]])('is refused, not tripped over: %j', (nothing) => {
    expect(complaint(nothing)).toMatch(/manifest cannot be used: ./);
  });
});

describe('a manifest that was filled in', () => {
  it.each([
    ['the minimal one', minimal],
    ['one with a long fit', withInput({ fit: { mode: 'letterbox', colour: '#727272' } })],
    ['one with its own refinement', having({ refine: { temporal: 0.5, minRegion: 12 } })],
    ['one that refuses refinement', having({ refine: false })],
    ['one with heads', { ...headless, outputs: [minimal.output, { name: 'b', kind: 'logits', classes: [0, 2] }] }],
  ])('is a manifest, and means the same: %s', (_name, manifest) => {
    const once = parseManifest(manifest);
    expect(parseManifest(once)).toEqual(once);
    expect(parseManifest(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
});
