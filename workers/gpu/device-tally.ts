/** What a device was asked to make and to move since it was opened. */
export interface DeviceTally {
  buffers: number;
  textures: number;
  bindGroups: number;
  pipelines: number;
  externalTextures: number;
  /** Read-backs of a whole map or picture; a few bytes of counts are none. */
  readbacks: number;
  /** Pictures that were copied to a texture. */
  copies: number;
}

/** Maps of fewer bytes are figures about a frame, not the frame. */
const MAP_BYTES = 8192;

/**
 * Counts a device's work by wrapping its methods in place, so that whoever shares the device is counted too. After warm-up
 * a frame hardly calls any of them, so that counting costs nothing.
 */
export function tallyDevice(device: GPUDevice): DeviceTally {
  const tally = { buffers: 0, textures: 0, bindGroups: 0, pipelines: 0, externalTextures: 0, readbacks: 0, copies: 0 };
  before(device, 'createTexture', () => (tally.textures += 1));
  before(device, 'createBindGroup', () => (tally.bindGroups += 1));
  before(device, 'createComputePipeline', () => (tally.pipelines += 1));
  before(device, 'createComputePipelineAsync', () => (tally.pipelines += 1));
  before(device, 'createRenderPipelineAsync', () => (tally.pipelines += 1));
  before(device, 'importExternalTexture', () => (tally.externalTextures += 1));
  before(device.queue, 'copyExternalImageToTexture', () => (tally.copies += 1));
  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    tally.buffers += 1;
    const buffer = createBuffer(descriptor);
    if (descriptor.usage & GPUBufferUsage.MAP_READ) {
      const mapAsync = buffer.mapAsync.bind(buffer);
      buffer.mapAsync = (mode, offset, size) => {
        if ((size ?? buffer.size) >= MAP_BYTES) tally.readbacks += 1;
        return mapAsync(mode, offset, size);
      };
    }
    return buffer;
  };
  return tally;
}

type Method = (...parameters: never[]) => unknown;

function before<T extends object, K extends keyof T>(
  owner: T,
  name: K & (T[K] extends Method ? K : never),
  count: () => void,
): void {
  // Firefox imports no external textures
  if (typeof owner[name] !== 'function') return;
  const method = (owner[name] as Method).bind(owner);
  const wrapped = (...parameters: never[]): unknown => {
    count();
    return method(...parameters);
  };
  Object.defineProperty(owner, name, { value: wrapped, configurable: true, writable: true });
}
