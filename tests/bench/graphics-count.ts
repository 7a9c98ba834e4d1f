/** What workers asked the graphics adapter for, as counted by the script below. */
export interface GraphicsCount {
  /** Buffers, textures and bind groups. */
  readonly made: number;
  /** Buffers and textures that were not destroyed. */
  readonly held: number;
}

/** Put before a worker's script. */
export const COUNT_GRAPHICS = `
  globalThis.perpixelGraphics = { made: 0, held: 0 };
  if (globalThis.GPUDevice) {
    const counts = globalThis.perpixelGraphics;
    for (const name of ['createBuffer', 'createTexture', 'createBindGroup']) {
      const create = GPUDevice.prototype[name];
      GPUDevice.prototype[name] = function (...args) {
        counts.made += 1;
        if (name !== 'createBindGroup') counts.held += 1;
        return create.apply(this, args);
      };
    }
    const gone = new WeakSet();
    for (const { prototype } of [GPUBuffer, GPUTexture]) {
      const { destroy } = prototype;
      prototype.destroy = function () {
        if (!gone.has(this)) counts.held -= 1;
        gone.add(this);
        destroy.call(this);
      };
    }
  }
`;
