import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watchFile, unwatchFile } from 'node:fs';
import { done, read, writeEnd } from './record.ts';
import type { Suite } from './browsers.ts';

/** A case may take a minute; the first one waits for the workers to be built as well. */
const QUIET_MS = 180_000;
const CLOSING_MS = 10_000;

interface Run {
  readonly name: string;
  readonly suite: Suite;
  readonly files: readonly string[];
  /** Where it is written down what happens. */
  readonly record: string;
  readonly until: number;
}

/** Runs files in a browser that is started for them, until they are done, nothing more is heard of one, or time is up. */
export async function runFiles({ name, suite, files, record, until }: Run): Promise<void> {
  const env = {
    ...process.env,
    ...(await suite.environment()),
    PERPIXEL_SUITE: name,
    PERPIXEL_RECORD: record,
  };
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...files];
  const [command = '', ...options] = [...suite.under, process.execPath, ...vitest];
  // a group of its own, which is ended whole
  const child = spawn(command, options, { stdio: 'inherit', env, detached: true });
  const end = (): void => endGroup(child);
  process.once('exit', end);
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    clearTimeout(timer);
    const ended = done(read(record));
    // a driver that does not end keeps Vitest from ending
    const patience = files.every((file) => ended.has(file)) ? CLOSING_MS : QUIET_MS;
    timer = setTimeout(end, Math.max(0, Math.min(patience, until - Date.now())));
  };
  watchFile(record, { interval: 1000 }, wait);
  wait();
  await once(child, 'exit');
  clearTimeout(timer!);
  unwatchFile(record, wait);
  process.off('exit', end);
  end();
  if (Date.now() < until) markUnended(record, files);
}

/** What was begun and has not ended is done with; where nothing was begun, no browser came. */
function markUnended(record: string, files: readonly string[]): void {
  const lines = read(record);
  const ended = done(lines);
  const left = files.filter((file) => !ended.has(file));
  const begun = left.filter((file) => lines.some((line) => line.file === file));
  if (left.length === files.length && begun.length === 0)
    throw new Error('No test was begun: the browser did not come.');
  for (const file of begun) writeEnd(record, file, { problem: 'it did not end' });
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // it is gone
  }
}
