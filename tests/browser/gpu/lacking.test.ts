import { describe, expect, it, onTestFinished } from 'vitest';
import { variantFor } from '../../../src/platform/runtime-variant.ts';
import { needs } from '../needs.ts';
import { halves, onDevice, serve } from './service.ts';

/** As in Firefox and older Safaris: no time stamps, no half precision, no subgroups, no imported frames, no WASM that waits. */
function plainDevices(): void {
  const { has } = GPUSupportedFeatures.prototype;
  const imports = Object.getOwnPropertyDescriptor(GPUDevice.prototype, 'importExternalTexture');
  GPUSupportedFeatures.prototype.has = () => false;
  Reflect.deleteProperty(GPUDevice.prototype, 'importExternalTexture');
  Reflect.deleteProperty(WebAssembly, 'Suspending');
  onTestFinished(() => {
    GPUSupportedFeatures.prototype.has = has;
    if (imports) Object.defineProperty(GPUDevice.prototype, 'importExternalTexture', imports);
  });
}

describe('a graphics device without anything that is optional', await needs('webGpu'), () => {
  it('labels frames where they lie, and times their stages by its queue', async () => {
    plainDevices();
    const features: string[] = [];
    onDevice((device) => features.push(...device.features));
    const served = await serve('tiny');
    await served.present(await halves());
    const { shares, moves, timedBy, timings, note } = await served.present(await halves());
    expect(variantFor('gpu')).toBe('asyncify');
    expect(features.filter((each) => /timestamp|f16|subgroups/.test(each))).toEqual([]);
    expect(Array.from(shares)).toEqual([0, 0.5, 0, 0.5]);
    expect(moves).toEqual({ copies: 1, readbacks: 0 });
    expect(note).toBeNull();
    expect(timedBy).toBe('queue');
    // not all of the frame is the network's
    expect(timings.preprocess).toBeGreaterThan(0);
    expect(timings.inference).toBeGreaterThan(0);
    expect(timings.postprocess + timings.refine + timings.composite).toBeGreaterThan(0);
  });

  it('is said to keep time where it does', async () => {
    const served = await serve('tiny');
    const { timedBy } = await served.present(await halves());
    const adapter = await navigator.gpu.requestAdapter();
    expect(timedBy).toBe(adapter?.features.has('timestamp-query') ? 'timestamps' : 'queue');
  });
});
