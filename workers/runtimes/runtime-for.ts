import { PerPixelError } from '../../src/core/errors/errors.ts';
import { formatOf } from '../../src/core/manifest/format.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import type { Runtime } from './port.ts';

/** A model, as far as a runtime is chosen by it. */
export interface Runnable {
  readonly id: string;
  readonly file: string;
  readonly format?: string | undefined;
}

/**
 * Those of these that compute on a device, the first one first.
 * @throws PerPixelError `backend-unavailable` where there is none
 */
export function runtimesOn<Each extends Runtime>(
  runtimes: readonly Each[],
  device: Device,
): readonly [Each, ...Each[]] {
  const [first, ...others] = runtimes.filter(({ devices }) => devices.includes(device));
  if (first) return [first, ...others];
  throw new PerPixelError(
    'backend-unavailable',
    `Nothing that runs networks on the ${device.toUpperCase()} works here.`,
    'Choose another backend.',
  );
}

/**
 * The first of these that computes on a device and takes a model's file.
 * @throws PerPixelError `backend-unavailable` where nothing computes there, `model-invalid` where none takes such files
 */
export function runtimeFor(runtimes: readonly Runtime[], device: Device, model: Runnable): Runtime {
  const able = runtimesOn(runtimes, device);
  const found = able.find(({ formats }) => formats.includes(formatOf(model)));
  if (found) return found;
  throw otherFormat(
    model,
    able.flatMap(({ formats }) => formats),
  );
}

/** @throws PerPixelError `model-invalid` where a runtime does not take a model's file */
export function checkFormat({ formats }: Pick<Runtime, 'formats'>, model: Runnable): void {
  if (!formats.includes(formatOf(model))) throw otherFormat(model, formats);
}

function otherFormat(model: Runnable, formats: readonly string[]): PerPixelError {
  const known = [...new Set(formats)].map((format) => `“${format}”`).join(', ');
  return new PerPixelError(
    'model-invalid',
    `The file of the model "${model.id}" has the format “${formatOf(model)}”, and what can be run here is ${known}.`,
    'Export the model again, and name its file and "format" in the manifest.',
  );
}
