import type { BackgroundSheet } from '../background/sheet.ts';

/** Another background on the GPU: uploaded when it changes, and not for each frame. */
export interface GpuBackground {
  take(sheet: BackgroundSheet): void;
  /** Of what was taken last. */
  readonly texture: GPUTexture;
  destroy(): void;
}

export function createGpuBackground(device: GPUDevice, name: string): GpuBackground {
  let texture = create(1, 1);
  let version = 0;
  return {
    get texture() {
      return texture;
    },
    take({ canvas, version: newest }) {
      if (newest === version) return;
      version = newest;
      const { width, height } = canvas;
      if (texture.width !== width || texture.height !== height) {
        texture.destroy();
        texture = create(width, height);
      }
      device.queue.copyExternalImageToTexture({ source: canvas }, { texture }, { width, height });
    },
    destroy: () => texture.destroy(),
  };

  function create(width: number, height: number): GPUTexture {
    return device.createTexture({
      label: `Composite.${name}`,
      size: { width, height },
      format: 'rgba8unorm',
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT,
    });
  }
}
