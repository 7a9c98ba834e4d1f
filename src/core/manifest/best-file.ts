import type { Backend } from '../tuning/backend.ts';
import type { Precision } from '../tuning/tuning.ts';
import { formatOf } from './format.ts';
import type { FormatVariant } from './base.ts';
import type { ModelSpec } from './manifest.ts';

/** What one file of a model should be. */
export interface FileFacts extends Pick<ModelSpec, 'file' | 'sha256' | 'bytes'> {
  /** What it calls ports that have another name in the manifest. */
  readonly ports?: FormatVariant['ports'];
}

/** A variant made for this backend before one for all; without any, the model's own file. @param format default: the model's own */
export function bestFile(
  spec: Omit<FileFacts, 'ports'> & Pick<ModelSpec, 'variants' | 'format'>,
  backend: Backend,
  precision: Precision,
  format = formatOf(spec),
): FileFacts {
  const own = formatOf(spec);
  const written = (spec.variants ?? []).filter((each) => (each.format ?? own) === format);
  const variants = written.filter((each) => each.precision === precision);
  return (
    variants.find((each) => each.backend === backend) ??
    variants.find((each) => each.backend === undefined) ??
    // of another format there may be but one
    (format === own ? spec : (written[0] ?? spec))
  );
}

/** The file of a part of a model, its heads or a network, in a format that it can be had in. */
export function partFile(
  part: Omit<FileFacts, 'ports'> & { readonly variants?: readonly FormatVariant[] | undefined },
  format: string,
): FileFacts {
  return part.variants?.find((each) => each.format === format) ?? part;
}
