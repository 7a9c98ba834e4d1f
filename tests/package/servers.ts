import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ENTRIES = ['perpixel', 'perpixel/elements', 'perpixel/video', 'perpixel/react'];

/** A server has none, and whoever looks for one takes it for a page where something else has put one there. */
const PROGRAM = `
  let touched = false;
  Object.defineProperty(globalThis, 'window', { configurable: true, get: () => void (touched = true) });
  const entry = process.argv[1];
  await import(entry);
  if (touched) throw new Error(entry + ' looks for a window');
`;

/**
 * Imports each entry in plain Node, as frameworks do that draw pages on their server.
 * @param folder an app with our package, and React, installed
 * @throws Error that says which entry did what
 */
export async function importOnServer(folder: string): Promise<void> {
  for (const entry of ENTRIES)
    await run(process.execPath, ['--input-type=module', '-e', PROGRAM, entry], { cwd: folder });
}
