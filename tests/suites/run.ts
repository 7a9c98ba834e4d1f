/**
 * `tsx tests/suites/run.ts firefox|webkit [--resume] [--minutes N] [FILE …]`: tests/browser, or some files of it, in that
 * browser, under a display of its own. A file that does not end costs itself: the others run in a browser that is started
 * anew. All of it is written down in docs/reports. `--minutes` breaks it off, `--resume` goes on with what is not done,
 * or runs some files anew and leaves what is known of the others.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { SUITES } from './browsers.ts';
import { install } from './debian.ts';
import { done, forget, keepDone, read, type Line } from './record.ts';
import { report } from './report.ts';
import { runFiles } from './run-files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { resume: { type: 'boolean', default: false }, minutes: { type: 'string', default: '120' } },
});

async function main([name = '', ...wanted]: string[]): Promise<boolean> {
  const suite = SUITES[name];
  if (!suite) throw new Error(`Say which browser: ${Object.keys(SUITES).join(' or ')}.`);
  const why = suite.ready() ? null : install(suite.packages);
  if (!suite.ready()) {
    console.error(`The tests cannot run in ${name}. ${why ?? 'Its packages do not hold what is needed.'}`);
    return false;
  }
  const all = await testFiles();
  const files = all.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  const whole = wanted.length === 0 || values.resume;
  const record = join(tmpdir(), `perpixel-tests-${name}${whole ? '' : '-some'}.jsonl`);
  begin(record, wanted.length > 0 ? files : []);
  const until = Date.now() + 60_000 * Number(values.minutes);
  for (;;) {
    const ended = done(read(record));
    const left = files.filter((file) => !ended.has(file));
    if (left.length === 0 || Date.now() >= until) break;
    await runFiles({ name, suite, files: left, record, until });
    keepDone(record);
  }
  const lines = read(record);
  if (whole) await save(`docs/reports/tests-${name}.md`, report(suite, lines, all));
  return isWell(lines, files);
}

/** @param anew files that are run anew */
function begin(record: string, anew: readonly string[]): void {
  if (!values.resume) rmSync(record, { force: true });
  if (!existsSync(record)) writeFileSync(record, '');
  keepDone(record);
  forget(record, anew);
}

async function testFiles(): Promise<string[]> {
  const paths = await readdir('tests/browser', { recursive: true });
  return paths
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('tests/browser', path))
    .sort();
}

function isWell(lines: readonly Line[], files: readonly string[]): boolean {
  const ended = done(lines);
  const bad = lines.filter((line) =>
    line.at === 'case' ? line.state === 'failed' : line.at === 'end' && line.problem,
  );
  const missing = files.filter((file) => !ended.has(file));
  console.log(`${bad.length} failed; ${missing.length} of ${files.length} files were not run.`);
  return bad.length === 0 && missing.length === 0;
}

async function save(path: string, text: string): Promise<void> {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }));
}

process.exitCode = (await main(positionals)) ? 0 : 1;
