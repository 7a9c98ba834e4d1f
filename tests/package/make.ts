import { exec, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { App } from './app.ts';

const run = promisify(execFile);
const LIMIT_MS = 300_000;

/** The tarball of the package, where `npm run package` has left it. */
export async function findTarball(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((each) => /^perpixel-\d.*\.tgz$/.test(each));
  if (name === undefined) throw new Error(`No perpixel-….tgz lies in ${folder}. Run “npm run package” first.`);
  return resolve(folder, name);
}

export interface Made {
  readonly folder: string;
  /** What is served. */
  readonly out: string;
  remove(): Promise<void>;
}

/** Brings our package, and an app's tools, into its `node_modules`. */
export type Installer = (folder: string, app: App) => Promise<void>;

/** @param bins folders with commands, besides the app's own */
export async function make(app: App, install: Installer, bins: readonly string[] = []): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), `perpixel-app-${app.name}-`));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const [path, text] of Object.entries(app.files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await install(folder, app);
    const path = [join(folder, 'node_modules/.bin'), ...bins, process.env['PATH'] ?? ''].join(delimiter);
    for (const command of app.build) await shell(command, folder, path);
    return { folder, out: join(folder, app.out), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** As a user does, from the tarball; with exactly the versions that are named. */
export function fromTarball(tarball: string): Installer {
  return async (folder, { name, tools, manifest }) => {
    const dependencies = { ...tools, perpixel: `file:${tarball}` };
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name, private: true, type: 'module', dependencies, ...manifest }),
    );
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder, timeout: LIMIT_MS });
  };
}

/** For a few that are quick: what the tarball holds, for tools that lie elsewhere. */
export function unpacked(tarball: string): Installer {
  return async (folder) => {
    const own = join(folder, 'node_modules/perpixel');
    await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
    await mkdir(own);
    await run('tar', ['xzf', tarball, '-C', own, '--strip-components=1']);
    await symlink('../perpixel/bin/perpixel.js', join(folder, 'node_modules/.bin/perpixel'));
    await chmod(join(own, 'bin/perpixel.js'), 0o755);
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  };
}

/** All that was built, megabytes. */
export async function megabytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

/** @returns what ends a command that goes on until it is ended */
export function started(command: string, cwd: string): () => void {
  const [name = '', ...rest] = command.split(' ');
  const path = [join(cwd, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  // a group of its own, so that what it starts ends with it
  const child = spawn(name, rest, { cwd, env: { ...process.env, PATH: path }, stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  return () => void (child.pid !== undefined && process.kill(-child.pid));
}

function shell(command: string, cwd: string, path: string): Promise<void> {
  const env = { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1' };
  return new Promise((done, reject) => {
    exec(command, { cwd, env, timeout: LIMIT_MS, maxBuffer: 1 << 26 }, (error, out, problems) => {
      if (error) reject(new Error(`“${command}”: ${lastLines(`${out}\n${problems}`)}`, { cause: error }));
      else done();
    });
  });
}

/** Where tools say what was wrong. */
function lastLines(text: string): string {
  return text.trim().split('\n').slice(-12).join('\n');
}
