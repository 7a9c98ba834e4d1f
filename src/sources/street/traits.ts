import type { SourceTraits } from '../traits.ts';

export const STREET: SourceTraits = {
  id: 'street',
  button: { label: 'Street', icon: [{ d: 'M7.6 4 3.4 16M12.4 4l4.2 12M10 4.5V6m0 3v2m0 3v2' }] },
  holdsDevice: false,
  mirrors: false,
  moves: true,
  model: 'driving-street',
};
