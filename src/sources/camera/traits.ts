import type { SourceTraits } from '../traits.ts';

export const CAMERA: SourceTraits = {
  id: 'camera',
  button: {
    label: 'Camera',
    icon: [{ d: 'M4.5 5.5H11a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H4.5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2ZM13 9l4.5-2.5v7L13 11' }],
  },
  holdsDevice: true,
  mirrors: true,
  moves: true,
  model: null,
};
