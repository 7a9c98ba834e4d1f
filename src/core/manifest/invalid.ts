import { PerPixelError } from '../errors/errors.ts';

/** @param what reads on from “The model's manifest cannot be used:” */
export function invalid(what: string): PerPixelError {
  return new PerPixelError(
    'model-invalid',
    `The model's manifest cannot be used: ${what}.`,
    'Correct the manifest and load it again.',
  );
}
