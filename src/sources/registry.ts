import { openCamera } from './camera/camera.ts';
import { CAMERA } from './camera/traits.ts';
import type { OpenSourceOptions } from './open-options.ts';
import type { FrameSource } from './source.ts';
import { openMotorway, openStreet } from './street/street.ts';
import { MOTORWAY, STREET } from './street/traits.ts';
import type { SourceTraits } from './traits.ts';

/** A source that is called by its name: `source="camera"`. Anything else is a file or an address. */
export interface NamedSource extends SourceTraits {
  open(options: OpenSourceOptions): Promise<FrameSource>;
}

/** A line each, in the order of their buttons. */
export const NAMED_SOURCES: readonly NamedSource[] = [
  { ...CAMERA, open: openCamera },
  { ...STREET, open: openStreet },
  { ...MOTORWAY, open: openMotorway },
];

export function namedSource(name: unknown): NamedSource | null {
  return NAMED_SOURCES.find(({ id }) => id === name) ?? null;
}
