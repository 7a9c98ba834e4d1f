import type * as OrtModule from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import type { NodeBackend } from '../../../src/core/tuning/node-backend.ts';
import { createFeeds, fromOrt } from '../ort/feeds.ts';
import { portsOf } from '../ort/ports.ts';
import { runError, sessionError } from '../ort/session-error.ts';
import { untilClosed } from '../until-closed.ts';
import type { ModelContent, Runtime, Session, SessionOptions } from '../port.ts';

export type Ort = typeof OrtModule;

const FORMATS = ['onnx'];

/** What ONNX Runtime calls them. */
const PROVIDERS = { cpu: 'cpu', cuda: 'cuda', directml: 'dml', coreml: 'coreml' } as const;

/**
 * ONNX Runtime's native build, with tensors in memory wherever it computes.
 * @param ort the library, which its user has installed
 */
export function ortNode(ort: Ort, backend: NodeBackend): Runtime {
  return {
    id: 'ort',
    version: ort.env.versions.node ?? '',
    devices: ['cpu'],
    formats: FORMATS,
    load: async ({ threads }) => ({
      id: 'ort',
      formats: FORMATS,
      threads,
      restored: false,
      open: (content, options) => open(ort, content, options, { backend, threads }),
      openBound: null,
    }),
  };
}

/** Whether this build of the library knows a backend; its files may be missing all the same. */
export function knows(ort: Ort, backend: NodeBackend): boolean {
  return ort.listSupportedBackends().some(({ name }) => name === PROVIDERS[backend]);
}

interface Way {
  readonly backend: NodeBackend;
  readonly threads: number;
}

async function open(
  ort: Ort,
  content: ModelContent | null,
  { outputs: names }: SessionOptions,
  { backend, threads }: Way,
): Promise<Session> {
  if (!content) throw new Error('A native session starts from no memory snapshot.');
  const { id, bytes, external } = content;
  const options: InferenceSession.SessionOptions = {
    executionProviders: backend === 'cpu' ? ['cpu'] : [PROVIDERS[backend], 'cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // what it says is in the error as well
    logSeverityLevel: 4,
    ...(external.length > 0 ? { externalData: external.map(({ path, content: data }) => ({ path, data })) } : {}),
  };
  ort.env.logLevel = 'fatal';
  const session = await ort.InferenceSession.create(bytes, options).catch((cause: unknown) => {
    throw sessionError(id, bytes, cause);
  });
  const feeds = createFeeds<Tensor>(
    ({ type, data, dims }) => new ort.Tensor(type as 'float32', data as Float32Array, dims),
  );
  return {
    inputs: portsOf(session.inputMetadata),
    outputs: portsOf(session.outputMetadata),
    ...untilClosed<Readonly<Record<string, Tensor>>>(
      {
        run: async (inputs, outputs = names) => fromOrt(await session.run(feeds(inputs), outputs)),
        close: () => session.release(),
      },
      runError,
    ),
  };
}
