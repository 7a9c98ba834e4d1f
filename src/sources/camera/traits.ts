import type { SourceTraits } from '../traits.ts';

export const CAMERA: SourceTraits = {
  id: 'camera',
  button: 'Camera',
  holdsDevice: true,
  mirrors: true,
  moves: true,
  model: null,
};
