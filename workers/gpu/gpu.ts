import { PerPixelError } from '../../src/core/errors/errors.ts';
import { tallyDevice, type DeviceTally } from './device-tally.ts';

/** The one GPUDevice of this worker. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly adapter: string;
  /** True for SwiftShader, llvmpipe and the like: correct, and slower than WASM. */
  readonly software: boolean;
  readonly tally: DeviceTally;
  close(): void;
}

/** @throws PerPixelError `backend-unavailable`, with the reason there is no WebGPU */
export async function openGpu(): Promise<Gpu> {
  if (!('gpu' in navigator)) throw unavailable('this browser has no WebGPU (or the page is not on HTTPS or localhost)');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw unavailable('no graphics adapter was offered');
  const { info } = adapter;
  const name = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ') || 'unnamed';
  const software = info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(name);
  const device = await adapter
    .requestDevice({
      requiredFeatures: wanted(adapter),
      requiredLimits: {
        maxBufferSize: adapter.limits.maxBufferSize,
        maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
        maxComputeWorkgroupStorageSize: adapter.limits.maxComputeWorkgroupStorageSize,
        maxComputeInvocationsPerWorkgroup: adapter.limits.maxComputeInvocationsPerWorkgroup,
        maxComputeWorkgroupSizeX: adapter.limits.maxComputeWorkgroupSizeX,
      },
    })
    .catch((cause: unknown) => {
      throw unavailable('the adapter gave no device', cause);
    });
  return { device, adapter: name, software, tally: tallyDevice(device), close: () => device.destroy() };
}

function wanted(adapter: GPUAdapter): GPUFeatureName[] {
  const useful: GPUFeatureName[] = ['shader-f16', 'subgroups', 'timestamp-query'];
  return useful.filter((feature) => adapter.features.has(feature));
}

function unavailable(reason: string, cause?: unknown): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    `WebGPU cannot be used: ${reason}.`,
    'Choose the backend “wasm” or “auto”.',
    { cause },
  );
}
