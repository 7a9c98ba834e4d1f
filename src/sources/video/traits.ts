import type { SourceTraits } from '../traits.ts';

export const VIDEO: SourceTraits = {
  id: 'video',
  button: null,
  holdsDevice: false,
  mirrors: false,
  moves: true,
  model: null,
};
