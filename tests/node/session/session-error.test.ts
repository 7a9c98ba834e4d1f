import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { runError, runtimeWords, sessionError } from '../../../workers/runtimes/ort/session-error.ts';
import { onnxFile, type OnnxGraph } from '../../fixtures/onnx/onnx-file.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'fatal';

const SHAPE = [1, 3, 4, 4];

function graph(parts: Partial<OnnxGraph>): Uint8Array<ArrayBuffer> {
  return onnxFile({
    inputs: [{ name: 'x', shape: SHAPE }],
    outputs: [{ name: 'l', shape: SHAPE }],
    nodes: [{ op: 'Identity', inputs: ['x'], output: 'l' }],
    ...parts,
  });
}

/** What is told of a file that ONNX Runtime itself refuses. */
async function refusal(bytes: Uint8Array<ArrayBuffer>) {
  const cause: unknown = await ort.InferenceSession.create(bytes.slice(), { executionProviders: ['wasm'] }).then(
    () => null,
    (error: unknown) => error,
  );
  if (cause === null) throw new Error('the model was accepted');
  return sessionError('mine', bytes, cause);
}

const integers = { type: 'int64' as const, shape: SHAPE };

describe('a model that ONNX Runtime refuses', () => {
  it.each<[string, Uint8Array<ArrayBuffer>, RegExp, RegExp]>([
    [
      'an unknown operator',
      graph({ nodes: [{ op: 'NoSuchOp', inputs: ['x'], output: 'l' }] }),
      /operator “NoSuchOp” \(domain ai\.onnx, version 13\), which this runtime does not have/,
      /Export it with operators of ONNX/,
    ],
    [
      'an unknown operator of a known domain',
      graph({ nodes: [{ op: 'NoSuchOp', domain: 'com.microsoft', inputs: ['x'], output: 'l' }] }),
      /operator “NoSuchOp” \(domain com\.microsoft/,
      /Export it with operators of ONNX/,
    ],
    [
      'operators of an unknown domain',
      graph({ nodes: [{ op: 'MyOp', domain: 'my.domain', inputs: ['x'], output: 'l' }] }),
      /operators of the domain my\.domain \(“MyOp”\)/,
      /Export it with operators of ONNX/,
    ],
    [
      'an operator on types that it has no code for',
      graph({
        inputs: [{ name: 'x', ...integers }],
        outputs: [{ name: 'l', ...integers }],
        nodes: [{ op: 'Relu', inputs: ['x'], output: 'l' }],
        opset: 14,
      }),
      /operator “Relu” \(domain ai\.onnx, version 14\) in a way that this runtime has no code for/,
      /float32/,
    ],
    [
      'a newer opset',
      graph({ opset: 99 }),
      /is of opset 99, which is newer than this runtime: it knows those up to \d+/,
      /opset \d+ or an earlier one/,
    ],
    ['a newer file format', graph({ ir: 99 }), /version 99 of ONNX's format.*up to \d+/, /older release/],
    [
      'weights in another file that is not given',
      graph({
        nodes: [{ op: 'Conv', inputs: ['x', 'w'], output: 'l' }],
        constants: {
          w: {
            shape: [3, 3, 1, 1],
            values: Array.from({ length: 9 }, () => 1),
            external: { file: 'w.bin', offset: 0 },
          },
        },
      }),
      /weights in another file, “w\.bin”/,
      /beside the model/,
    ],
    [
      'a hole',
      graph({ nodes: [{ op: 'Identity', inputs: ['nothing'], output: 'l' }] }),
      /a node reads “nothing”, which nothing makes/,
      /Export it again/,
    ],
    ['no such output', graph({ nodes: [] }), /nothing makes its output “l”/, /Export it again/],
    ['its end missing', graph({}).slice(0, 40), /cannot be read as an ONNX model: it is cut off/, /Export it again/],
    ['nothing in it', new Uint8Array(), /cannot be read as an ONNX model: it is empty/, /Export it again/],
    ['a page in its place', bytesOf('<!doctype html><title>Not found</title>'), /it is a web page/, /Export it again/],
    [
      'a pointer in its place',
      bytesOf('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
      /it is a Git LFS pointer/,
      /Export it again/,
    ],
    [
      'noise in its place',
      Uint8Array.from({ length: 99 }, (_, i) => (i * 73 + 250) % 256),
      /damaged, or of another format/,
      /Export it again/,
    ],
    [
      'types that contradict one another',
      graph({ outputs: [{ name: 'l', ...integers }] }),
      /ONNX Runtime says: Type Error: Type \(tensor\(int64\)\) of output/,
      /Export it again/,
    ],
  ])('for %s is told why', async (_name, bytes, problem, remedy) => {
    const error = await refusal(bytes);
    expect(error.code).toBe('model-invalid');
    expect(error.problem).toMatch(problem);
    expect(error.problem).toContain('"mine"');
    expect(error.remedy).toMatch(remedy);
    expect(error.cause).toBeTruthy();
  });

  it('for want of memory is told its size', async () => {
    const big = graph({
      constants: { s: { type: 'int64', shape: [2], values: [32_768, 40_000] } },
      nodes: [
        { op: 'ConstantOfShape', inputs: ['s'], output: 'big' },
        { op: 'ReduceMax', inputs: ['big'], output: 'm' },
        { op: 'Add', inputs: ['x', 'm'], output: 'l' },
      ],
    });
    expect(await refusal(big)).toMatchObject({
      code: 'model-too-large',
      problem: expect.stringContaining('"mine" (0.0 MB)') as string,
    });
    expect(sessionError('mine', big, 12_345_678)).toMatchObject({ code: 'model-too-large' });
  });
});

describe('a run that failed', () => {
  it('for want of memory says so, also where WebAssembly throws a bare number', () => {
    const said = 'failed to call OrtRun(). ERROR_CODE: 6, ERROR_MESSAGE: ';
    for (const thrown of [
      new Error(`${said}std::bad_alloc`),
      new Error(`${said}Tensor shape is too large`),
      83_886_080,
    ]) {
      expect(runError(thrown)).toMatchObject({
        code: 'inference-failed',
        problem: expect.stringMatching(/needs more memory/) as string,
        remedy: expect.stringMatching(/smaller/) as string,
      });
    }
  });

  it('says what ONNX Runtime says, without its codes', () => {
    const cause = new Error('failed to call OrtRun(). ERROR_CODE: 1, ERROR_MESSAGE: Input channels differ');
    expect(runError(cause)).toMatchObject({ code: 'inference-failed', problem: 'Input channels differ.' });
  });
});

describe('the words of ONNX Runtime', () => {
  it('come without codes, colours and places in its sources', () => {
    const said =
      "Can't create a session. ERROR_CODE: 1, ERROR_MESSAGE: /a/b/core/graph/model.cc:203 onnxruntime::Model::Model(ModelProto &&, int) \u001b[31mUnsupported thing\u001b[m";
    expect(runtimeWords(new Error(said))).toBe('Unsupported thing.');
    expect(runtimeWords('odd')).toBe('odd.');
  });
});

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
