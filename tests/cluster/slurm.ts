import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDaemon, type Daemon } from './daemon.ts';
import { slurmConf } from './slurm-conf.ts';

const run = promisify(execFile);
/** What has to be there, and which of Debian's packages has it. */
const PROGRAMS = {
  munged: 'munge',
  mungekey: 'munge',
  slurmctld: 'slurmctld',
  slurmd: 'slurmd',
  sbatch: 'slurm-client',
} as const;
/** Where daemons lie, which is not in everybody's PATH. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** A task of a job array, as Slurm has it. */
export interface Task {
  /** In its array. */
  readonly index: number;
  /** The job's own number, by which it is signalled. */
  readonly job: number;
  readonly state: string;
  readonly restarts: number;
}

/** @throws Error that names what has to be installed */
export async function checkInstalled(): Promise<void> {
  const missing = new Set<string>();
  for (const [program, debian] of Object.entries(PROGRAMS)) {
    const there = await run('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH } }).catch(() => null);
    if (!there) missing.add(debian);
  }
  if (missing.size === 0) return;
  throw new Error(`Slurm is missing. Run “apt-get install ${[...missing].join(' ')}”.`);
}

/** A cluster of one node, this machine. */
export class Slurm {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #daemons: Daemon[] = [];

  static async start(): Promise<Slurm> {
    await checkInstalled();
    // whoever munge lets in has to reach its socket: all folders above it are open to be passed through
    const folder = await mkdtemp(join(tmpdir(), 'perpixel-slurm-'));
    await chmod(folder, 0o755);
    const slurm = new Slurm(folder);
    try {
      await slurm.#begin();
    } catch (error) {
      await slurm.stop();
      throw error;
    }
    return slurm;
  }

  private constructor(readonly folder: string) {
    this.#environment = { ...process.env, PATH, SLURM_CONF: `${folder}/slurm.conf` };
  }

  /** @returns the array's number */
  async submit(
    script: string,
    options: readonly string[],
    given: readonly string[],
    more: NodeJS.ProcessEnv,
  ): Promise<number> {
    const text = await this.#call('sbatch', ['--parsable', ...options, script, ...given], more);
    return Number(text.trim());
  }

  async tasks(array: number): Promise<Task[]> {
    const text = await this.#call('scontrol', ['show', 'job', '--oneliner', String(array)]);
    return text
      .split('\n')
      .filter((line) => /\bArrayTaskId=\d+\s/.test(line))
      .map((line) => ({
        index: Number(field(line, 'ArrayTaskId')),
        job: Number(field(line, 'JobId')),
        state: field(line, 'JobState'),
        restarts: Number(field(line, 'Restarts')),
      }))
      .sort((a, b) => a.index - b.index);
  }

  /** The processes of a running task. */
  async processes({ job }: Task): Promise<number[]> {
    const text = await this.#call('scontrol', ['listpids', String(job)]);
    return text.split('\n').flatMap((line) => {
      const pid = Number(line.trim().split(/\s+/)[0]);
      return pid > 0 ? [pid] : [];
    });
  }

  async requeue({ job }: Task): Promise<void> {
    await this.#call('scontrol', ['requeue', String(job)]);
  }

  async version(): Promise<string> {
    return (await this.#call('sbatch', ['--version'])).trim();
  }

  /** Ends all of it, jobs too, and removes its folder. */
  async stop(): Promise<void> {
    if (this.#daemons.length === 3) {
      await this.#call('scancel', ['--state=RUNNING,PENDING', '--partition=all']).catch(() => '');
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await this.#call('squeue', ['--noheader']).catch(() => '')) === '') break;
        await sleep(100);
      }
    }
    for (const daemon of this.#daemons.splice(0).toReversed()) await daemon.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #begin(): Promise<void> {
    const { folder } = this;
    for (const name of ['munge', 'state', 'spool']) await mkdir(join(folder, name), { mode: 0o755 });
    const [controller, node] = [await freePort(), await freePort()];
    await writeFile(join(folder, 'slurm.conf'), slurmConf(folder, { controller, node }));
    const munge = (name: string): string => join(folder, 'munge', name);
    await this.#call('mungekey', ['--create', `--keyfile=${munge('key')}`]);
    await this.#daemon(
      [
        'munged',
        '--foreground',
        `--key-file=${munge('key')}`,
        `--socket=${munge('socket')}`,
        `--pid-file=${munge('pid')}`,
        `--log-file=${munge('log')}`,
        `--seed-file=${munge('seed')}`,
      ],
      () => answers({ path: munge('socket') }),
    );
    // with a path that is not absolute every job waits for ever
    const conf = join(folder, 'slurm.conf');
    await this.#daemon(['slurmctld', '-D', '-i', '-f', conf], () => answers({ port: controller }));
    await this.#daemon(['slurmd', '-D', '-f', conf], async () =>
      /^(idle|mixed)/.test(await this.#call('sinfo', ['--noheader', '--format=%T']).catch(() => '')),
    );
  }

  async #daemon(line: readonly [string, ...string[]], serves: () => Promise<boolean>): Promise<void> {
    this.#daemons.push(await startDaemon(line, join(this.folder, `${line[0]}.out`), serves, this.#environment));
  }

  async #call(program: string, options: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
    const { stdout } = await run(program, options, { env: { ...this.#environment, ...more } });
    return stdout;
  }
}

function field(line: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(line)?.[1] ?? '';
}

function answers(to: { readonly path: string } | { readonly port: number }): Promise<boolean> {
  return new Promise((done) => {
    const socket = 'path' in to ? connect(to.path) : connect(to.port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
