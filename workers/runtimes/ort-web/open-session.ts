import type { InferenceSession } from 'onnxruntime-web';
import type { ModelFile } from '../../model/model-file.ts';
import { checkShapes } from './model-shapes.ts';
import type { Ort } from './runtime.ts';
import { sessionError } from './session-error.ts';

/**
 * A session of a model that is shaped as its manifest says.
 * @throws PerPixelError `model-invalid`, `model-too-large`
 */
export async function openSession(
  ort: Ort,
  { spec, bytes, external }: ModelFile,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  const externalData = external.map(({ path, content }) => ({ path, data: content }));
  const session = await ort.InferenceSession.create(bytes, {
    ...options,
    ...(externalData.length > 0 ? { externalData } : {}),
  }).catch((cause: unknown) => {
    throw sessionError(spec.id, bytes, cause);
  });
  try {
    checkShapes(session, spec);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}
