import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Needed } from '../browser/needs.ts';

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
  | { readonly at: 'collected'; readonly file: string; readonly names: readonly string[] }
  | CaseLine
  /** A file is done. @property problem what went wrong besides its cases, as that it did not end */
  | { readonly at: 'end'; readonly file: string; readonly day: string; readonly problem?: string };

export function write(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
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
