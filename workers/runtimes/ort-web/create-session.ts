import type { InferenceSession } from 'onnxruntime-web';
import type { ModelContent, SessionOptions } from '../port.ts';
import type { Ort } from './ort.ts';
import { openSizes } from '../ort/open-sizes.ts';
import { sessionError } from '../ort/session-error.ts';
import { firstTurn, turns } from './turns.ts';

/** What is opened where the runtime has the model already, and looks at no file. */
const RESTORED: ModelContent = { id: '', bytes: new Uint8Array(1), external: [] };

/** @throws PerPixelError `model-invalid`, `model-too-large` */
export async function createSession(
  ort: Ort,
  content: ModelContent | null,
  { inputs }: Pick<SessionOptions, 'inputs'>,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  const { id, bytes, external } = content ?? RESTORED;
  const externalData = external.map((each) => ({ path: each.path, data: each.content }));
  const sizes = openSizes(bytes, inputs);
  const create = (): Promise<InferenceSession> =>
    ort.InferenceSession.create(bytes, {
      ...options,
      ...(Object.keys(sizes).length > 0 ? { freeDimensionOverrides: sizes } : {}),
      ...(externalData.length > 0 ? { externalData } : {}),
    });
  return (content === null ? firstTurn(create) : turns.run(create)).catch((cause: unknown) => {
    throw sessionError(id, bytes, cause);
  });
}
