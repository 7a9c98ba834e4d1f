import type { SourceTraits } from '../traits.ts';

export const TRACK: SourceTraits = {
  id: 'track',
  button: null,
  holdsDevice: false,
  mirrors: false,
  moves: true,
  model: null,
};
