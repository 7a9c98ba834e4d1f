import { writeFile } from 'node:fs/promises';
import { version } from 'node:process';
import { format, resolveConfig } from 'prettier';
import type { Tried } from './try.ts';

const PATH = 'docs/reports/package.md';

/** Bars, kB as brotli: what a page loads itself before the first label. */
const MOST = { segmenter: 45, element: 90 } as const;

/** @param chromium its version */
export async function writeReport(all: readonly Tried[], chromium: string): Promise<void> {
  await writeFile(PATH, await format(report(all, chromium), { ...(await resolveConfig(PATH)), parser: 'markdown' }));
}

function report(all: readonly Tried[], chromium: string): string {
  const failed = all.filter(({ error }) => error !== null);
  return `# The package in fresh apps

\`npm run test:package\` packs the tarball, makes each of these apps in an empty folder, installs it there, builds for
production, serves what was built and has it label a picture whose labels are known.
${new Date().toISOString().slice(0, 10)}, Node ${version}, Chromium ${chromium}: ${all.length - failed.length} of ${all.length} label.

| app | with | uses | built, MB | scripts of the page, kB | of workers and runtime, kB | labels |
| --- | --- | --- | --- | --- | --- | --- |
${all.map(line).join('\n')}

Scripts are those that were fetched before the first label, as brotli, without wasm and model; the page's own may have
${MOST.segmenter} kB with \`createSegmenter\` and ${MOST.element} kB with the element, frameworks not counted. “Strict CSP” is our own site's: nothing
inline, nothing of another origin. From another origin workers start by a blob of the page's.
Beside the React app each entry is imported in plain Node, where it looks for no window.
${failed.length === 0 ? '' : `\n## What failed\n\n${failed.map(({ app, error }) => `- ${app.title}: ${oneLine(error ?? '')}`).join('\n')}\n`}`;
}

function line({ app, megabytes, scripts, labels, error }: Tried): string {
  const tools = Object.entries(app.tools).map(([name, tool]) => `${name} ${tool}`);
  const under = [...labels].map(([{ name }, how]) => `${name} (${how})`);
  return `| ${[
    app.title,
    tools.join(', ') || '–',
    app.uses,
    megabytes?.toFixed(1) ?? '–',
    kilobytes(scripts?.own),
    kilobytes(scripts?.apart),
    [...under, ...(error === null ? [] : ['**fails**'])].join('; '),
  ].join(' | ')} |`;
}

const kilobytes = (bytes: number | undefined): string => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1));
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 300);
