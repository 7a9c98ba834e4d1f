import type { SourceTraits } from '../traits.ts';

export const STREET: SourceTraits = {
  id: 'street',
  button: 'Street',
  holdsDevice: false,
  mirrors: false,
  moves: true,
  model: 'driving-street',
};
