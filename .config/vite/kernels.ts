import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Not imported by name: its types would give every array of the project its own methods. */
const COMPILER: string = 'assemblyscript/asc';

interface Compiler {
  main(
    options: readonly string[],
    files: {
      readFile(name: string): string | null;
      writeFile(name: string, contents: string | Uint8Array): void;
      listFiles(): string[];
    },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}

const NAME = 'virtual:kernels';
const RESOLVED = `\0${NAME}`;

/** Compiles `workers/simd/assembly` (AssemblyScript) to WebAssembly, which `virtual:kernels` exports as base64. */
export function kernels(root: string): Plugin {
  const folder = join(root, 'workers/simd/assembly');
  return {
    name: 'perpixel:kernels',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
      for (const file of files) this.addWatchFile(join(folder, file));
      return `export default '${await compiled(folder, files)}';`;
    },
  };
}

let made: { readonly from: string; readonly bytes: Promise<string> } | null = null;

/** Several builds of one process, as for the page and its workers, share what was compiled from the same sources. */
async function compiled(folder: string, files: readonly string[]): Promise<string> {
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, await readFile(join(folder, file), 'utf8'));
  const from = JSON.stringify([...texts]);
  if (made?.from !== from) made = { from, bytes: compile(texts) };
  return made.bytes;
}

async function compile(texts: ReadonlyMap<string, string>): Promise<string> {
  const { main } = (await import(COMPILER)) as Compiler;
  let bytes: Uint8Array | null = null;
  const options = [
    'index.ts',
    '--outFile',
    'kernels.wasm',
    '-O3',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--noAssert',
  ];
  const { error, stderr } = await main(options, {
    readFile: (name) => texts.get(name) ?? null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`The kernels do not compile.\n${stderr.toString()}`, { cause: error });
  return Buffer.from(bytes).toString('base64');
}
