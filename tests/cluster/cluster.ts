/**
 * `npm run test:cluster`: a Slurm of its own on this machine labels 24 videos in an array of 8, loses two tasks and goes on; what comes
 * of it is held against what one process makes. Needs Debian's munge, slurmctld, slurmd and slurm-client, and ffmpeg.
 * Writes docs/reports/cluster.md. Let nothing else run, as it measures time too.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobArray, TASKS } from './job-array.ts';
import { COMMAND, difference, labelLine, perpixel } from './labelling.ts';
import { writeReport, type Finding } from './report.ts';
import { checkInstalled, Slurm, type Task } from './slurm.ts';
import { BROKEN, makeVideos, VIDEOS } from './videos.ts';

const ENDED = ['COMPLETED', 'FAILED'];
/** Of the time that two processes take. */
const MOST = 1.1;

async function prove(slurm: Slurm, folder: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const find = (what: string, found: string, holds: boolean): void => {
    findings.push({ what, found, holds });
    console.log(`${holds ? 'yes' : 'NO '} ${what}: ${found}`);
  };
  const same = async (what: string, out: string): Promise<void> => {
    const different = await difference(folder, out, 'one');
    find(
      what,
      different.length === 0 ? 'the same, byte for byte' : `${different.join(', ')} differ`,
      different.length === 0,
    );
  };

  const one = await perpixel(folder, 'label', ...labelLine('one'));
  await perpixel(folder, 'merge', 'one');
  find(`one process labels ${VIDEOS} videos and reports ${BROKEN}`, `${one.toFixed(1)} s`, true);

  const from = performance.now();
  await Promise.all(
    ['1/2', '2/2'].map((part) => perpixel(folder, 'label', ...labelLine('two'), '--shard', part, '--threads', '1')),
  );
  const two = (performance.now() - from) / 1000;
  await same(`two processes (${two.toFixed(1)} s), merged`, 'two');

  const began = performance.now();
  const array = await JobArray.submit(slurm, folder, 'array');
  const tasks = await array.end(ENDED);
  const eight = (performance.now() - began) / 1000;
  const odd = tasks.filter(({ state }) => state === 'FAILED').length;
  find(`an array of ${TASKS}`, `${tasks.length - odd} tasks completed, ${odd} with a file that is no video`, odd === 1);
  await same('the array, merged', 'array');
  find(
    'its time ÷ that of two processes',
    `${(eight / two).toFixed(2)} (${eight.toFixed(1)} s from the submission to the end of the last task), bar ${MOST}`,
    eight / two <= MOST,
  );

  const killed = await JobArray.submit(slurm, folder, 'killed');
  const first = await killed.underWay([]);
  process.kill(first.command, 'SIGKILL');
  const second = await killed.underWay([first.task]);
  for (const pid of await slurm.processes(second.task)) process.kill(pid, 'SIGKILL');
  await slurm.requeue(await killed.reaches(second.task, 'FAILED'));
  const ended = await killed.end(ENDED);
  const restarts = (task: Task): number => ended.find(({ index }) => index === task.index)?.restarts ?? 0;
  const goesOn = async (task: Task): Promise<string> =>
    /goes on behind frame \d+ of \d+/.exec(await killed.said(task))?.[0] ?? 'does not go on';
  for (const [how, task] of [
    ['whose command is killed, as by a lack of memory, puts itself back', first.task],
    ['that is killed as a whole and requeued by its owner', second.task],
  ] as const) {
    const said = await goesOn(task);
    find(`a task ${how}`, `restarted ${restarts(task)} ×, ${said}`, restarts(task) === 1 && said.startsWith('goes'));
  }
  await same('that array, merged', 'killed');
  return findings;
}

await checkInstalled();
if (!existsSync(COMMAND)) throw new Error('Run “npm run package” first.');
const folder = await mkdtemp(join(tmpdir(), 'perpixel-cluster-'));
try {
  await makeVideos(folder);
  const slurm = await Slurm.start();
  try {
    const version = await slurm.version();
    const findings = await prove(slurm, folder);
    await writeReport(findings, version);
    process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await slurm.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
