/** Where an exported file goes: to the disk as it is written, or into memory where the page may not write to the disk. */
export interface Outlet {
  write(bytes: Uint8Array<ArrayBuffer>, at?: number): Promise<void>;
  /** The file, where it is in memory. */
  finish(): Promise<Blob | null>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

export async function openOutlet(file: FileSystemFileHandle | null, type: string): Promise<Outlet> {
  if (!file) return memoryOutlet(type);
  const stream = await file.createWritable();
  return {
    write: (data, position) => stream.write(position === undefined ? data : { type: 'write', data, position }),
    async finish() {
      await stream.close();
      return null;
    },
    abort: () => stream.abort(),
  };
}

function memoryOutlet(type: string): Outlet {
  let bytes = new Uint8Array(1 << 16);
  let size = 0;
  return {
    async write(data, at = size) {
      const end = at + data.length;
      if (end > bytes.length) {
        const larger = new Uint8Array(Math.max(end, bytes.length * 2));
        larger.set(bytes.subarray(0, size));
        bytes = larger;
      }
      bytes.set(data, at);
      size = Math.max(size, end);
    },
    finish: async () => new Blob([bytes.subarray(0, size)], { type }),
    async abort() {
      bytes = new Uint8Array();
      size = 0;
    },
  };
}
