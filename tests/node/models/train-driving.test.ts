import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPython } from '../../../models/driving/python.ts';
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

  it('choose the model by the data, and start from what ships', () => {
    expect(trainingArguments(['--camvid', 'C', ...street], 'models/driving')).toEqual([
      '--camvid',
      'C',
      ...street,
      '--coarse',
      '--out',
      join('training', 'driving'),
      '--start',
      join('models', 'driving', 'driving.onnx'),
    ]);
    expect(trainingArguments(street, 'models/driving').slice(4)).toEqual([
      '--out',
      join('training', 'driving-street'),
      '--start',
      join('models', 'driving-street', 'driving-street.onnx'),
    ]);
  });

  it('leave to the caller what the caller says', () => {
    expect(trainingArguments([...street, '--out', 'O', '--start=W'], '.')).toEqual([
      ...street,
      '--out',
      'O',
      '--start=W',
    ]);
    expect(trainingArguments([...street, '--start', 'none', '--out', 'O'], '.')).toEqual([...street, '--out', 'O']);
  });

  it('are asked for', () => {
    expect(() => trainingArguments(['--minutes', '3'], '.')).toThrow(
      /Give --camvid, --street or both[\s\S]*npm run train/,
    );
    expect(() => trainingArguments(['--street=S'], '.')).toThrow('--minutes is missing');
  });
});
