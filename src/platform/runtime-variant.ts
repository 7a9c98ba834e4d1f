import type { Device } from '../core/tuning/backend.ts';
import { can } from './capabilities.ts';

/** A build of ONNX Runtime: for the CPU, and two for graphics devices. */
export type RuntimeVariant = 'wasm' | 'jspi' | 'asyncify';

/** The one that a device needs in this browser: `jspi`, the smaller and faster one, where WebAssembly can wait for promises. */
export function variantFor(device: Device): RuntimeVariant {
  if (device === 'cpu') return 'wasm';
  return can('suspension') ? 'jspi' : 'asyncify';
}
