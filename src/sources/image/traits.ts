import type { SourceTraits } from '../traits.ts';

export const IMAGE: SourceTraits = {
  id: 'image',
  button: null,
  holdsDevice: false,
  mirrors: false,
  moves: false,
  model: null,
};
