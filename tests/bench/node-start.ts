import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeCommand } from '../../.config/package/command.ts';
import { ROOT } from '../../.config/package/places.ts';
import type { Row } from './row.ts';
import { median } from './ratio.ts';

const ROUNDS = 7;
const BAR = { help: 150, frame: 1500 };

/** How long the built command takes to its help, and to the first finished frame of a video, which is in the journal then. */
export async function startRows(library: string, clip: string): Promise<Row[]> {
  const base = await mkdtemp(join(ROOT, '.types/start-'));
  try {
    await mkdir(join(base, 'bin'));
    await writeCommand(join(base, 'bin'));
    // where the package has it
    await symlink(library, join(base, 'lib'));
    const command = join(base, 'bin/perpixel.js');
    const [help, frame]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      help.push(await helped(command));
      frame.push(await firstFrame(command, clip));
    }
    const row = (what: string, times: readonly number[], bar: number): Row => ({
      what,
      figure: `${median(times).toFixed(0)} ms`,
      detail: `${ROUNDS} runs, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms`,
      bar: `< ${bar} ms`,
      met: median(times) < bar,
    });
    return [
      row('start of the command to its help', help, BAR.help),
      row('to the first labelled frame, driving-street', frame, BAR.frame),
    ];
  } finally {
    await rm(base, { recursive: true });
  }
}

async function helped(command: string): Promise<number> {
  const from = performance.now();
  await once(spawn(process.execPath, [command, '--help'], { stdio: 'ignore' }), 'close');
  return performance.now() - from;
}

async function firstFrame(command: string, clip: string): Promise<number> {
  const out = await mkdtemp(join(tmpdir(), 'perpixel-start-'));
  const from = performance.now();
  const options = ['label', clip, '--model', 'driving-street', '--out', out];
  const child = spawn(process.execPath, [command, ...options], { stdio: 'ignore' });
  const ended = once(child, 'close');
  try {
    for (;;) {
      await sleep(5);
      const unfinished = join(out, 'unfinished');
      const [journal] = (await readdir(unfinished).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
      const text = journal ? await readFile(join(unfinished, journal), 'utf8').catch(() => '') : '';
      // its head, and a frame
      if (text.split('\n').length > 2) return performance.now() - from;
      if (child.exitCode !== null) throw new Error(`perpixel label ended with ${child.exitCode}`);
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
    await rm(out, { recursive: true });
  }
}
