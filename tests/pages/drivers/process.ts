import { spawn, type ChildProcess } from 'node:child_process';

/** A program and all that it starts, which end together. */
export interface Program {
  /** What it has written so far, a line each. */
  readonly lines: readonly string[];
  /** Waits for a line that matches. @throws Error when the program ends before, or in so many milliseconds */
  line(wanted: RegExp, timeout?: number): Promise<string>;
  end(): Promise<void>;
}

/** What runs in groups of its own would outlive this process. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) kill(child, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

export function run(command: string, args: readonly string[], env: Record<string, string> = {}): Program {
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  // a group of its own, so that what it starts ends with it
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let ended = false;
  const exit = new Promise<void>((resolve) => {
    const over = (): void => {
      ended = true;
      tell();
      resolve();
    };
    child.once('error', over);
    child.once('exit', over);
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      tell();
    });
  }
  return {
    lines,
    line: (wanted, timeout = 20_000) =>
      new Promise((resolve, reject) => {
        const done = (settle: () => void): void => {
          listeners.delete(look);
          clearTimeout(timer);
          settle();
        };
        const look = (): void => {
          const found = lines.find((line) => wanted.test(line));
          if (found !== undefined) done(() => resolve(found));
          else if (ended) done(() => reject(new Error(`${command} ended: ${lines.slice(-5).join(' | ')}`)));
        };
        const timer = setTimeout(
          () => done(() => reject(new Error(`${command} did not write ${String(wanted)}.`))),
          timeout,
        );
        listeners.add(look);
        look();
      }),
    async end() {
      kill(child, 'SIGTERM');
      const patience = setTimeout(() => kill(child, 'SIGKILL'), 3000);
      await exit;
      clearTimeout(patience);
      // what the program started and did not end itself
      kill(child, 'SIGKILL');
      running.delete(child);
    },
  };
}

function kill({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // all of them are gone
  }
}
