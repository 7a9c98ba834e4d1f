import { PerPixelError } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';

export type TrunkSpec = Extract<ModelSpec, { readonly task: 'features' }>;

/** @throws PerPixelError `option-invalid` where a model is not to be taught */
export function trunkOf(spec: ModelSpec): TrunkSpec {
  if (spec.task === 'features') return spec;
  throw new PerPixelError(
    'option-invalid',
    `The model "${spec.id}" cannot be taught: its classes are fixed.`,
    'Choose the model “features”, or another whose manifest has "task": "features".',
  );
}

/** @throws PerPixelError `option-invalid` */
export function checkStroke({ classId, points, radius }: Stroke, classes: number): void {
  const numbers = [radius, ...points.flat()];
  if (classId !== null && !(Number.isInteger(classId) && classId >= 0 && classId < classes)) {
    throw wrong(`There is no class ${String(classId)}`, `Use 0 to ${classes - 1}, or add it first with addClass().`);
  }
  if (points.length === 0) throw wrong('The stroke has no points', 'Give it one at least, in pixels of the frame.');
  if (!numbers.every((value) => Number.isFinite(value)) || radius < 0) {
    throw wrong(
      'The stroke has points or a radius that are no numbers',
      'Use pixels of the frame, and a radius from 0 on.',
    );
  }
}

export function placeless({ id }: TrunkSpec): PerPixelError {
  return wrong(
    `The model "${id}" does not know where in the picture a place lies`,
    'Leave “fixedCamera” out, or choose the model “features”, or another whose manifest has "features.position".',
  );
}

export function outside({ width, height }: Size): PerPixelError {
  return wrong(
    'The stroke lies outside the frame',
    `The frame has ${width} × ${height} pixels; points count from its upper left corner.`,
  );
}

function wrong(problem: string, remedy: string): PerPixelError {
  return new PerPixelError('option-invalid', `${problem}.`, remedy);
}

export function gone(): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    'Of that frame no features are kept.',
    'Stroke on another one; what was stroked on this one still counts.',
  );
}

export function noTrunk(): PerPixelError {
  return new PerPixelError(
    'source-unavailable',
    'No worker labels at the moment.',
    'Stroke again once there are labels.',
  );
}
