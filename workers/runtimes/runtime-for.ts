import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import { RUNTIME_TITLES, type RuntimeChoice } from '../../src/core/tuning/runtime.ts';
import type { Runtime } from './port.ts';

/** A model, as far as a runtime is chosen by it. */
export interface Runnable {
  readonly id: string;
  /** That it can be had in, its own first. */
  readonly formats: readonly string[];
}

/** A runtime, and the format of the model's file that it takes. */
export interface Fit {
  readonly runtime: Runtime;
  readonly format: string;
}

/**
 * Those of these that compute on a device, the first one first.
 * @param choice the only one that counts
 * @throws PerPixelError `backend-unavailable` where there is none
 */
export function runtimesOn(
  runtimes: readonly Runtime[],
  device: Device,
  choice: RuntimeChoice = 'auto',
): readonly [Runtime, ...Runtime[]] {
  const able = runtimes.filter(({ devices }) => devices.includes(device));
  const [first, ...others] = able.filter(({ id }) => choice === 'auto' || id === choice);
  if (first) return [first, ...others];
  throw new PerPixelError(
    'backend-unavailable',
    choice === 'auto'
      ? `Nothing that runs networks on the ${device.toUpperCase()} works here.`
      : `${RUNTIME_TITLES[choice]} does not run networks on the ${device.toUpperCase()} here.`,
    choice === 'auto' ? 'Choose another backend.' : 'Choose another backend, or the runtime “auto”.',
  );
}

/**
 * The first of these that computes on a device and takes a model's file: its own before one of another format.
 * @param choice the only one that counts
 * @throws PerPixelError `backend-unavailable` where nothing computes there, `model-invalid` where none takes such files
 */
export function runtimeFor(
  runtimes: readonly Runtime[],
  device: Device,
  model: Runnable,
  choice: RuntimeChoice = 'auto',
): Fit {
  const able = runtimesOn(runtimes, device, choice);
  for (const format of model.formats) {
    const runtime = able.find(({ formats }) => formats.includes(format));
    if (runtime) return { runtime, format };
  }
  throw otherFormat(
    model,
    able.flatMap(({ formats }) => formats),
    choice,
  );
}

/**
 * The format of a model's file that a runtime takes, its own before others.
 * @throws PerPixelError `model-invalid` where it takes none
 */
export function formatFor({ formats }: Pick<Runtime, 'formats'>, model: Runnable): string {
  const format = model.formats.find((each) => formats.includes(each));
  if (format !== undefined) return format;
  throw otherFormat(model, formats);
}

function otherFormat(
  { id, formats: [own = ''] }: Runnable,
  formats: readonly string[],
  choice: RuntimeChoice = 'auto',
): PerPixelError {
  const known = [...new Set(formats)].map((format) => `“${format}”`).join(', ');
  return new PerPixelError(
    'model-invalid',
    choice === 'auto'
      ? `The file of the model "${id}" has the format “${own}”, and what can be run here is ${known}.`
      : `The model "${id}" has no file that ${RUNTIME_TITLES[choice]} takes (${known}); its own has the format “${own}”.`,
    choice === 'auto'
      ? 'Export the model again, and name its file and "format" in the manifest.'
      : 'Choose the runtime “auto”, or name such a file among "variants" in the manifest.',
  );
}
