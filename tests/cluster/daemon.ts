import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

/** A program that runs until it is stopped. */
export interface Daemon {
  stop(): Promise<void>;
}

/**
 * Starts a program in the foreground, and waits until it serves.
 * @param log where what it says goes
 * @param serves whether it does
 */
export async function startDaemon(
  [program, ...options]: readonly [string, ...string[]],
  log: string,
  serves: () => Promise<boolean>,
  env: NodeJS.ProcessEnv,
): Promise<Daemon> {
  const to = openSync(log, 'a');
  const child = spawn(program, options, { env, stdio: ['ignore', to, to] });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(forced);
  };
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    if (await serves()) return { stop };
    if (child.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`${program} does not serve:\n${await readFile(log, 'utf8')}`);
    }
    await sleep(100);
  }
}
