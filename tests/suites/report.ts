import type { Suite } from './browsers.ts';
import { done, type CaseLine, type EndLine, type Line } from './record.ts';

const LONGEST = 200;

/**
 * What is known of the tests in a browser, in Markdown.
 * @param files all that there are
 */
export function report(
  { title, version }: Pick<Suite, 'title' | 'version'>,
  lines: readonly Line[],
  files: readonly string[],
): string {
  const cases = lines.filter((line) => line.at === 'case');
  const ends = lines.filter((line) => line.at === 'end');
  const days = ends.map(({ day }) => day).sort();
  const ended = done(lines);
  const missing = files.filter((file) => !ended.has(file));
  const all = count(cases);
  const failed = cases.filter(({ state }) => state === 'failed').map((each) => entry(each, each.problem));
  const lost = ends.flatMap(({ file, problem }) =>
    problem ? [entry({ file }, problem), ...unheard(file, lines)] : [],
  );
  return `# The browser's tests in ${title}

${version()}, ${[...new Set([days[0], days.at(-1)])].join(' to ')}: of ${files.length} files ${ended.size} were run; of their cases
${all.passed} passed, ${all.failed} failed, ${all.skipped} were not run for want of something. \`npm run test:${title.toLowerCase()}\`.

${parts(ends)}

## Failed

${[...failed, ...lost].join('\n') || 'None.'}

## Not run, and why

${lacking(cases) || 'All were run.'}
${missing.length > 0 ? `\n## Files that were not run\n\n${missing.map((file) => entry({ file })).join('\n')}\n` : ''}
## File by file

| file | passed | failed | not run | seconds |
| --- | ---: | ---: | ---: | ---: |
${ends
  .map((end) => row(end, cases))
  .sort()
  .join('\n')}
`;
}

function count(cases: readonly CaseLine[]): Record<CaseLine['state'], number> {
  const of = (state: CaseLine['state']): number => cases.filter((each) => each.state === state).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** Of which states of the code it is told, since a run may be broken off and gone on with. */
function parts(ends: readonly EndLine[]): string {
  const states = new Map<string, number>();
  for (const { revision } of ends) states.set(revision, (states.get(revision) ?? 0) + 1);
  if (states.size < 2) return `The code was that of “${ends[0]?.revision ?? ''}”.`;
  return `It was run in parts, the code being that of\n${[...states]
    .map(([revision, count]) => `\n- “${revision}”: ${count} ${count === 1 ? 'file' : 'files'}`)
    .join('')}`;
}

function row({ file, seconds }: EndLine, cases: readonly CaseLine[]): string {
  const { passed, failed, skipped } = count(cases.filter((each) => each.file === file));
  return `| ${[short(file), passed, failed, skipped, seconds?.toFixed(1) ?? 'it did not end'].join(' | ')} |`;
}

/** Cases of a file that did not end which nothing was heard of. */
function unheard(file: string, lines: readonly Line[]): string[] {
  const heard = new Set(lines.flatMap((line) => (line.at === 'case' && line.file === file ? [line.name] : [])));
  const names = lines.flatMap((line) => (line.at === 'collected' && line.file === file ? line.names : []));
  return names.filter((name) => !heard.has(name)).map((name) => `  - ${name}`);
}

/** By what is lacking; empty where every case was run. */
export function lacking(cases: readonly Pick<CaseLine, 'file' | 'name' | 'state' | 'lacking' | 'hasByNow'>[]): string {
  const skipped = new Map<string, string[]>();
  for (const each of cases.filter(({ state }) => state === 'skipped')) {
    const why = each.lacking?.join(', ') ?? 'not asked for';
    skipped.set(why, [...(skipped.get(why) ?? []), `  ${entry(each)}`]);
  }
  const byNow = new Set(cases.flatMap(({ hasByNow = [] }) => hasByNow));
  return [
    ...[...skipped].map(([why, names]) => [`- ${why}: ${names.length}`, ...names].join('\n')),
    ...[...byNow].map((what) => `- **there by now: ${what}. Take it off the list of what this browser lacks**`),
  ].join('\n');
}

function entry({ file, name }: { readonly file: string; readonly name?: string }, problem = ''): string {
  const why = problem.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
  return `- ${short(file)}${name ? `: ${name}` : ''}${why ? ` (${why})` : ''}`;
}

function short(file: string): string {
  return file.replace('tests/browser/', '');
}
