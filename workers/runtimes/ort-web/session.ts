import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { SESSION_ON_WASM } from '../../../src/platform/start-image.ts';
import { hastened } from '../../gpu/hastened.ts';
import type { ModelContent, Session, SessionOptions } from '../port.ts';
import { portsOf } from '../ort/ports.ts';
import { createSession } from './create-session.ts';
import { createFeeds, fromOrt } from '../ort/feeds.ts';
import { runError } from '../ort/session-error.ts';
import type { Ort } from './ort.ts';
import { turns } from './turns.ts';
import { untilClosed } from '../until-closed.ts';

/**
 * A session whose inputs and outputs lie in memory, wherever it computes.
 * @throws PerPixelError `model-invalid`, `model-too-large`
 */
export async function openInMemory(
  ort: Ort,
  content: ModelContent | null,
  { device, inputs: shapes, outputs: names }: SessionOptions,
): Promise<Session> {
  const session = await createSession(
    ort,
    content,
    { inputs: shapes },
    {
      ...SESSION_ON_WASM,
      ...(device ? { executionProviders: [{ name: 'webgpu', device }], enableMemPattern: false } : {}),
    },
  );
  const feeds = createFeeds<Tensor>(
    ({ type, data, dims }) => new ort.Tensor(type as 'float32', data as Float32Array, dims),
  );
  return {
    inputs: portsOf(session.inputMetadata),
    outputs: portsOf(session.outputMetadata),
    ...untilClosed<Readonly<Record<string, Tensor>>>(
      {
        async run(inputs, outputs = names) {
          const running = turns.run(() => session.run(feeds(inputs), outputs));
          return fromOrt(await (device ? hastened(device, running) : running));
        },
        close: () => turns.run(() => session.release()),
      },
      runError,
    ),
  };
}
