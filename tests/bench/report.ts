import { readFile, writeFile } from 'node:fs/promises';
import type { Row, Section } from './row.ts';

/** Where and when a section was run: ratios hold within a section, not across them. */
export interface Run {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  /** Of the machine before the section began: what else was at work. */
  readonly load: number;
}

/** The report's file, by section. */
export type Reported = Readonly<Record<string, Section & { readonly run: Run }>>;

/** Puts sections that were run into the report that is there, in the place of their older selves. */
export async function writeReport(folder: URL, order: readonly string[], fresh: Reported): Promise<void> {
  const file = new URL('bench.json', folder);
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Reported,
    (): Reported => ({}),
  );
  const known = { ...kept, ...fresh };
  const all: Reported = Object.fromEntries(
    order.flatMap((name) => (known[name]?.run ? [[name, known[name]] as const] : [])),
  );
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(new URL('bench.md', folder), textOf(all));
}

/** @returns Markdown */
export function textOf(all: Reported): string {
  const rows = Object.values(all).flatMap(({ rows: own, run }) => own.map((row) => ({ row, run })));
  const missed = rows.filter(({ row }) => !row.met);
  const machines = new Set(rows.map(({ run }) => run.machine));
  return `# Bench

On ${[...machines].join('; on ')}, no GPU. Ratios are ours / peer, taking turns in one run: medians over all rounds, in brackets the
lowest and highest of five blocks. Each peer is asked for what ours gives. The last column is the run that a line is of: date, commit, and
the machine's load before it. Written by \`npm run bench\`; \`-- --only NAME,NAME\` writes some sections anew (${Object.keys(all).join(', ')}).

${rows.length - missed.length} of ${rows.length} bars are met.${missed.length > 0 ? ` Missed: ${missed.map(({ row }) => row.what).join('; ')}.` : ''}

| what | figure | detail | bar | met | run |
| --- | --- | --- | --- | --- | --- |
${rows.map(({ row, run }) => lineOf(row, run)).join('\n')}
`;
}

function lineOf({ what, figure, detail, bar, met }: Row, { date, commit, load }: Run): string {
  return `| ${what} | ${figure} | ${detail} | ${bar} | ${met ? 'yes' : '**no**'} | ${date}, ${commit}, ${load.toFixed(1)} |`;
}
