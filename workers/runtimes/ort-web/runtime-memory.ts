/** How far ONNX Runtime lets its memory grow, in pages of 64 KB: 4 GB. */
export const MOST_PAGES = 65_536;

/** Has ONNX Runtime take this memory in place of one that it makes: it is asked for no other. */
export function standInMemory(memory: WebAssembly.Memory): void {
  const { Memory } = WebAssembly;
  const own = function (descriptor: WebAssembly.MemoryDescriptor): WebAssembly.Memory {
    // it tries first whether there are threads, and our own kernels share nothing
    if (!descriptor.shared || descriptor.maximum !== MOST_PAGES) return new Memory(descriptor);
    WebAssembly.Memory = Memory;
    return memory;
  };
  WebAssembly.Memory = Object.assign(own, { prototype: Memory.prototype }) as unknown as typeof Memory;
}
