import type { SourceTraits } from '../traits.ts';

export const STREET: SourceTraits = {
  id: 'street',
  button: { label: 'Street', icon: [{ d: 'M7.6 4 3.4 16M12.4 4l4.2 12M10 4.5V6m0 3v2m0 3v2' }] },
  holdsDevice: false,
  mirrors: false,
  moves: true,
  model: 'driving-street',
};

export const MOTORWAY: SourceTraits = {
  ...STREET,
  id: 'motorway',
  button: { label: 'Motorway', icon: [{ d: 'M6.5 4 2.5 16M13.5 4l4 12M10 4v2m0 3.5v2m0 3V16M1.5 8.5h4m9 0h4' }] },
};
