import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findPython } from './python.ts';

/**
 * Runs a script with the Python that has PyTorch; what it prints is seen, and a signal to us ends it.
 * @returns its exit code
 * @throws Error where there is no such Python
 */
export async function runScript(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(await findPython(), [script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
