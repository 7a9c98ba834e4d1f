import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { UNTAUGHT, type Head } from '../../src/core/teaching/head.ts';
import type { Engine } from '../model/engine.ts';
import { channelsOf, type FeaturesSpec } from '../tasks/features/manifest.ts';

/**
 * Gives a trunk's head these weights, and the classes that it has no room for no pixel.
 * @throws PerPixelError `option-invalid`, `teaching-full`
 */
export function feedHead(engine: Pick<Engine, 'feed'>, spec: ModelSpec, { weights, bias, classes }: Head): void {
  const { head, maps } = trunkOf(spec).features;
  const channels = channelsOf({ maps });
  if (classes.length > head.classes) throw noRoom(spec, head.classes);
  if (bias.length !== classes.length || weights.length !== bias.length * channels) {
    throw new PerPixelError(
      'option-invalid',
      `The head has ${weights.length} weights where ${classes.length} classes of ${channels} channels need ${classes.length * channels}.`,
      'Teach it to this model.',
    );
  }
  const rows = new Float32Array(head.classes * channels);
  rows.set(weights);
  const offsets = new Float32Array(head.classes).fill(UNTAUGHT);
  offsets.set(bias);
  engine.feed(head.weights, rows);
  engine.feed(head.bias, offsets);
}

/** @throws PerPixelError `option-invalid` where a model is not to be taught */
export function trunkOf(spec: ModelSpec): FeaturesSpec {
  if (spec.task === 'features') return spec;
  throw new PerPixelError(
    'option-invalid',
    `The model "${spec.id}" cannot be taught: its classes are fixed.`,
    'Choose the model “features”, or another whose manifest has "task": "features".',
  );
}

export function hasClasses({ classes }: ModelSpec, head: Head): boolean {
  return (
    classes.length === head.classes.length &&
    classes.every(({ name, colour }, id) => name === head.classes[id]!.name && colour === head.classes[id]!.colour)
  );
}

export function withClasses<Spec extends ModelSpec>(spec: Spec, { classes }: Head): Spec {
  return { ...spec, classes: classes.map(({ name, colour }, id) => ({ id, name, colour, thing: false })) };
}

function noRoom({ id }: ModelSpec, room: number): PerPixelError {
  return new PerPixelError(
    'teaching-full',
    `“${id}” has room for ${room - 1} classes besides the background.`,
    'Take one away before you teach another.',
  );
}
