import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { teachingArguments, trainingArguments } from '../../../models/features/arguments.ts';

describe('the training of the trunk that is taught', () => {
  const needed = ['--start', 'K.h5', '--street=S', '--minutes', '9'];

  it('keeps its checkpoints where nobody says where', () => {
    expect(trainingArguments(needed)).toEqual([...needed, '--out', join('training', 'features')]);
    expect(trainingArguments([...needed, '--out=O'])).toEqual([...needed, '--out=O']);
  });

  it('asks for what is missing', () => {
    expect(() => trainingArguments(['--street', 'S'])).toThrow(
      /^Missing: --start, --minutes\.[\s\S]*npm run train:feat/,
    );
  });
});

describe('simulated teaching', () => {
  it('compares the weights that it is given, and else takes those that ship', () => {
    const shipped = join('here', 'features.onnx');
    expect(teachingArguments(['--camvid', 'C'], 'here')).toEqual(['--camvid', 'C', '--weights', shipped]);
    const compared = ['--camvid=C', '--weights', 'a.h5', '--weights', 'b.pt'];
    expect(teachingArguments(compared, 'here')).toEqual(compared);
    expect(() => teachingArguments([], 'here')).toThrow(/^Missing: --camvid\.[\s\S]*npm run simulate:teaching/);
  });
});
