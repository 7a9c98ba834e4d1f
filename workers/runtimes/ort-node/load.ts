import { peer } from '../../../src/threads/peer.ts';
import type { Ort } from './ort-node.ts';

/** @throws PerPixelError `backend-unavailable` where it is not installed */
export function loadOrt(): Promise<Ort> {
  return peer(
    async () => {
      const loaded = (await import('onnxruntime-node')) as Ort & { readonly default?: Ort };
      return loaded.default ?? loaded;
    },
    { name: 'onnxruntime-node', code: 'backend-unavailable', what: 'Labelling in Node' },
  );
}
