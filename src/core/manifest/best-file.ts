import type { Backend } from '../tuning/backend.ts';
import type { Precision } from '../tuning/tuning.ts';
import type { ModelSpec } from './manifest.ts';

/** What one file of a model should be. */
export type FileFacts = Pick<ModelSpec, 'file' | 'sha256' | 'bytes'>;

/** A variant made for this backend before one for all; without any, the model's own file. */
export function bestFile(
  spec: FileFacts & Pick<ModelSpec, 'variants'>,
  backend: Backend,
  precision: Precision,
): FileFacts {
  const variants = (spec.variants ?? []).filter((each) => each.precision === precision);
  return (
    variants.find((each) => each.backend === backend) ?? variants.find((each) => each.backend === undefined) ?? spec
  );
}
