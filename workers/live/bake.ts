import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { ModelManifest } from '../../src/core/manifest/manifest.ts';
import { backendOf } from '../../src/core/tuning/backend.ts';
import { bakeHead } from '../../src/core/onnx/bake-head.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import { sha256 } from '../../src/platform/sha256.ts';
import type { TaughtModel } from '../../src/protocol/trunk.ts';
import type { ModelSource } from '../model/model-file.ts';
import { trunkOf, withClasses } from '../pipeline/taught.ts';
import { gridOf } from '../tasks/features/features.ts';
import { finestStride } from '../tasks/features/manifest.ts';

/**
 * An ordinary semantic model of a trunk and a head.
 * @throws PerPixelError with the codes of models; `option-invalid`
 */
export async function bake(source: ModelSource, head: Head): Promise<TaughtModel> {
  const trunk = trunkOf(source.spec);
  const { content } = await source.file(backendOf('cpu'), 'float32');
  if (!content) throw new Error('The trunk has no file.');
  if (content.external.length > 0) {
    throw new PerPixelError(
      'model-invalid',
      `The model "${trunk.id}" keeps its weights in other files, and what is taught is written as one.`,
      'Save the trunk as one file.',
    );
  }
  const { id, title, licence, origin, input, refine, features } = trunk;
  const { scores } = features.head;
  const grid = gridOf(trunk, finestStride(features));
  const file = bakeHead(new Uint8Array(content.bytes), { ports: features.head, ...head, grid });
  const manifest: ModelManifest = {
    id: `${id}-taught`,
    title:
      head.classes
        .slice(1)
        .map(({ name }) => name)
        .join(', ') || title,
    licence,
    origin: `${title}, taught with perpixel. ${origin}`,
    file: `${id}-taught.onnx`,
    sha256: await sha256(file),
    bytes: file.length,
    task: 'semantic',
    input,
    output: { name: scores, kind: 'logits', layout: 'NCHW' },
    classes: withClasses(trunk, head).classes,
    refine,
  };
  return { manifest, file: new Blob([file], { type: 'application/octet-stream' }) };
}
