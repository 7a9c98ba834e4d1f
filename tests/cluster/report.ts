import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { revision } from '../suites/revision.ts';
import { TASKS } from './job-array.ts';
import { MODEL } from './labelling.ts';
import { VIDEOS } from './videos.ts';

const PATH = 'docs/reports/cluster.md';

export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly holds: boolean;
}

/** @param slurm its version */
export async function writeReport(findings: readonly Finding[], slurm: string): Promise<void> {
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'CPU'}`;
  const text = `# On a real Slurm

\`npm run test:cluster\` starts Debian's \`munged\`, \`slurmctld\` and \`slurmd\` in a folder of their own, submits
[deploy/slurm.sh](../../deploy/slurm.sh) as an array of ${TASKS} over ${VIDEOS} videos of our street (40 to 109 frames of 640 × 360) and one file
that is none, kills two of its tasks in the middle of a video, and holds what \`perpixel merge\` makes of it against what it
makes of one process's results: \`frames.parquet\`, \`tracks.parquet\`, \`summary.json\`, \`failed.jsonl\`.

${new Date().toISOString().slice(0, 10)}, ${slurm}, Node ${process.version}, ${machine}, model \`${MODEL}\`. The code was that of “${revision()}”.

| what | found | holds |
| --- | --- | --- |
${findings.map(({ what, found, holds }) => `| ${what} | ${found} | ${holds ? 'yes' : 'no'} |`).join('\n')}
`;
  await writeFile(PATH, await format(text, { ...(await resolveConfig(PATH)), parser: 'markdown' }));
}
