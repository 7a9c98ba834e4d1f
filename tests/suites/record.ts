import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Needed } from '../browser/needs.ts';
import { revision } from './revision.ts';

/** How a case went, as it is written down. */
export interface CaseLine extends Needed {
  readonly at: 'case';
  readonly file: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly problem?: string;
}

/** What happens in a run of the tests, in the order in which it does. */
export type Line =
  { readonly at: 'collected'; readonly file: string; readonly names: readonly string[] } | CaseLine | EndLine;

/** A file is done. */
export interface EndLine {
  readonly at: 'end';
  readonly file: string;
  readonly day: string;
  /** The state of the code, as `revision()` has it. */
  readonly revision: string;
  /** What it took; none of what did not end. */
  readonly seconds?: number;
  /** What went wrong besides its cases, as that it did not end. */
  readonly problem?: string;
}

export function write(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

interface HowItEnded {
  readonly seconds?: number;
  readonly problem?: string | undefined;
}

export function writeEnd(path: string, file: string, { seconds, problem }: HowItEnded): void {
  write(path, {
    at: 'end',
    file,
    day: new Date().toISOString().slice(0, 10),
    revision: revision(),
    ...(seconds === undefined ? {} : { seconds }),
    ...(problem ? { problem } : {}),
  });
}

export function read(path: string): Line[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** Files that are done, by their paths. */
export function done(lines: readonly Line[]): Set<string> {
  return new Set(lines.filter(({ at }) => at === 'end').map(({ file }) => file));
}

/** Leaves out what is known of files that were broken off, so that they can be run anew. */
export function keepDone(path: string): void {
  const lines = read(path);
  const files = done(lines);
  save(
    path,
    lines.filter(({ file }) => files.has(file)),
  );
}

/** Leaves out what is known of these files. */
export function forget(path: string, files: readonly string[]): void {
  save(
    path,
    read(path).filter(({ file }) => !files.includes(file)),
  );
}

function save(path: string, lines: readonly Line[]): void {
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
