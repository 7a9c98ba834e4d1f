import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPython } from '../../../models/driving/python.ts';
import { thingsArguments } from '../../../models/driving/things-arguments.ts';
import { trainingArguments } from '../../../models/driving/training-arguments.ts';

/** A program that answers as a Python with or without PyTorch would. */
function python(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'perpixel-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'python3');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the Python that trains', () => {
  it('is the first one with PyTorch', async () => {
    const without = python('echo "ModuleNotFoundError: No module named \'torch\'" >&2; exit 1');
    const having = python('[ "$1" = -c ] && echo "$2" | grep -q torch');
    expect(await findPython([undefined, '/nowhere/python3', without, having])).toBe(having);
  });

  it('is asked for, with the packages to install and why each one was passed over', async () => {
    const without = python('echo "ModuleNotFoundError: No module named \'torch\'" >&2; exit 1');
    const error: unknown = await findPython(['/nowhere/python3', without]).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/apt-get install python3-torch .*PYTHON=/s);
    expect(String(error)).toContain(`${without}: ModuleNotFoundError: No module named 'torch'`);
    expect(String(error)).toContain('/nowhere/python3: spawn');
  });
});

describe('the arguments of a training', () => {
  const street = ['--street', 'S', '--minutes', '9'];

  it('choose the model by the data, and start from what ships and never saw what is measured', () => {
    expect(trainingArguments(['--camvid', 'C', ...street], 'models/driving')).toEqual([
      '--camvid',
      'C',
      ...street,
      '--id',
      'driving',
      '--out',
      join('training', 'driving'),
      '--start',
      join('models', 'driving-large', 'driving-large.onnx'),
    ]);
    expect(trainingArguments(street, 'models/driving').slice(4)).toEqual([
      '--id',
      'driving-street',
      '--out',
      join('training', 'driving-street'),
      '--start',
      join('models', 'driving-street', 'driving-street.onnx'),
    ]);
  });

  it('leave to the caller what the caller says', () => {
    const said = [...street, '--out', 'O', '--id', 'driving-large-street'];
    expect(trainingArguments([...said, '--start=W'], '.')).toEqual([...said, '--start=W']);
    expect(trainingArguments([...said, '--start', 'none'], '.')).toEqual(said);
  });

  it('go on from what ships of the same size and data', () => {
    for (const id of [['--id', 'driving-small'], ['--id=driving-small']]) {
      const given = ['--camvid', 'C', ...street, ...id];
      const out = join('training', 'driving-small');
      const start = join('models', 'driving-small', 'driving-small.onnx');
      expect(trainingArguments(given, 'models/driving')).toEqual([...given, '--out', out, '--start', start]);
    }
    expect(trainingArguments(['--camvid', 'C', '--train-and-val', ...street], 'models/driving').at(-1)).toBe(
      join('models', 'driving', 'driving.onnx'),
    );
    expect(trainingArguments([...street, '--id', 'driving-small-street'], 'models/driving').at(-1)).toBe(
      join('models', 'driving-small-street', 'driving-small-street.onnx'),
    );
  });

  it('keep CamVid, which binds, out of what is to come from the street alone', () => {
    const given = ['--camvid', 'C', ...street, '--id', 'driving-small-street'];
    expect(() => trainingArguments(given, '.')).toThrow('driving-small-street learns from the street alone');
  });

  it('are asked for', () => {
    expect(() => trainingArguments(['--minutes', '3'], '.')).toThrow(
      /Give --camvid, --street or both[\s\S]*npm run train/,
    );
    expect(() => trainingArguments(['--street=S'], '.')).toThrow('--minutes is missing');
    expect(trainingArguments(['--street=S', '--steps', '10'], '.')).toContain('--steps');
  });
});

describe('the training of the heads of things', () => {
  it('runs the network that ships over the frames, and learns from what it gives', () => {
    const out = join('training', 'things-driving-street');
    const weights = join('models', 'driving-street', 'driving-street.onnx');
    const steps = thingsArguments(['--street', 'S', '--minutes', '9'], join('models', 'driving'));
    expect(steps.map((step) => step.join(' '))).toEqual([
      `cache_features.py --weights ${weights} --street S --out ${join(out, 'features-street')} --views 2`,
      `train_heads.py --features ${join(out, 'features-street')} --out ${out} --minutes 9`,
    ]);
  });

  it('is that of the other network where CamVid is given', () => {
    const steps = thingsArguments(['--street', 'S', '--camvid', 'C', '--minutes', '9', '--out', 'O'], '.');
    expect(steps.map(([script]) => script)).toEqual(['cache_features.py', 'cache_features.py', 'train_heads.py']);
    expect(steps[1]).toContain(join('..', 'driving', 'driving.onnx'));
    const features = `--features ${join('O', 'features-street')} --features ${join('O', 'features-camvid')}`;
    expect(steps[2]?.join(' ')).toBe(`train_heads.py ${features} --out O --minutes 9`);
  });

  it('is that of another size, and of weights that do not ship yet', () => {
    const given = ['--street', 'S', '--camvid', 'C', '--minutes', '9', '--id', 'driving-small'];
    const [first, , last] = thingsArguments(given, '.');
    expect(first).toContain(join('..', 'driving-small', 'driving-small.onnx'));
    expect(last).toContain(join('training', 'things-driving-small'));
    expect(thingsArguments([...given, '--weights', 'W.pt'], '.')[1]).toContain('W.pt');
    expect(() => thingsArguments([...given.slice(0, -1), 'driving-large-street'], '.')).toThrow(
      'from the street alone',
    );
  });

  it('asks for what is missing', () => {
    expect(() => thingsArguments(['--minutes', '3'], '.')).toThrow(/--street and --minutes[\s\S]*npm run train:things/);
  });
});
