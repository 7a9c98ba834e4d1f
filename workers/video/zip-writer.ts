import { Zip, ZipPassThrough } from 'fflate';
import type { Outlet } from './outlet.ts';

/** A zip written as it grows. What goes in is compressed already, or small, and is stored as it is. */
export interface ZipWriter {
  add(name: string, bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

export function createZipWriter(outlet: Outlet): ZipWriter {
  const chunks: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    chunks.push(chunk);
  });
  async function flush(): Promise<void> {
    if (failure) throw failure;
    for (const chunk of chunks.splice(0)) await outlet.write(new Uint8Array(chunk));
  }
  return {
    async add(name, bytes) {
      const entry = new ZipPassThrough(name);
      // the same analysis makes the same file
      entry.mtime = new Date(1980, 0, 2);
      zip.add(entry);
      entry.push(bytes, true);
      await flush();
    },
    async finish() {
      zip.end();
      await flush();
    },
  };
}
