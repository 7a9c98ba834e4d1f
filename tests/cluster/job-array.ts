import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND, labelLine } from './labelling.ts';
import type { Slurm, Task } from './slurm.ts';

const SCRIPT = new URL('../../deploy/slurm.sh', import.meta.url).pathname;
export const TASKS = 8;
const PATIENCE_MS = 20 * 60_000;
/** Frames that a task has finished of a video before it is killed: it has something to go on behind. */
const UNDER_WAY = 20;

/** The job array that labels a folder's videos. */
export class JobArray {
  static async submit(slurm: Slurm, folder: string, out: string): Promise<JobArray> {
    const options = [
      `--array=0-${TASKS - 1}`,
      '--cpus-per-task=1',
      '--mem=0',
      `--chdir=${folder}`,
      `--output=${join(folder, `${out}-%a.txt`)}`,
    ];
    const number = await slurm.submit(SCRIPT, options, labelLine(out), { PERPIXEL: COMMAND });
    return new JobArray(slurm, number, join(folder, out));
  }

  private constructor(
    readonly slurm: Slurm,
    readonly number: number,
    readonly out: string,
  ) {}

  /** What a task has said, over all of its tries. */
  said({ index }: Pick<Task, 'index'>): Promise<string> {
    return readFile(`${this.out}-${index}.txt`, 'utf8').catch(() => '');
  }

  /** Waits until all tasks have ended, each with one of these states. */
  async end(states: readonly string[]): Promise<Task[]> {
    return this.#until('all tasks have ended', async () => {
      const tasks = await this.slurm.tasks(this.number);
      return tasks.length === TASKS && tasks.every(({ state }) => states.includes(state)) && tasks;
    });
  }

  /** Waits until a task is in the middle of a video. */
  async underWay(except: readonly Task[]): Promise<{ readonly task: Task; readonly command: number }> {
    return this.#until('a task is in the middle of a video', async () => {
      const running = (await this.slurm.tasks(this.number)).filter(
        ({ state, index }) => state === 'RUNNING' && except.every((each) => each.index !== index),
      );
      for (const command of await this.#busy()) {
        for (const task of running) if ((await this.slurm.processes(task)).includes(command)) return { task, command };
      }
      return false;
    });
  }

  /** Waits until a task is in a state. */
  async reaches({ index }: Task, state: string): Promise<Task> {
    return this.#until(`task ${index} is ${state}`, async () => {
      const now = (await this.slurm.tasks(this.number)).find((task) => task.index === index);
      return now?.state === state && now;
    });
  }

  /** Processes that have finished so many frames of a video and are still at it. */
  async #busy(): Promise<number[]> {
    const folder = join(this.out, 'unfinished');
    const names = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(folder, name), 'utf8').catch(() => '');
        if (!name.endsWith('.jsonl') || text.split('\n').length < UNDER_WAY) return [];
        const lock = await readFile(join(folder, name.replace(/jsonl$/, 'lock')), 'utf8').catch(() => '{}');
        return [(JSON.parse(lock) as { pid?: number }).pid ?? 0];
      }),
    );
    return found.flat().filter((pid) => pid > 0);
  }

  async #until<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const seen = await look();
      if (seen) return seen;
      await sleep(200);
    }
    throw new Error(`It was waited in vain until ${what}: ${JSON.stringify(await this.slurm.tasks(this.number))}`);
  }
}
