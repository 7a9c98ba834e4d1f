import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { slug } from './slug.ts';

/** `<!-- part: README.md#keeping-up -->`: what stands under that heading there, so that nothing is written twice. */
const PART = /^<!-- part: ([\w./-]+)#([\w-]+) -->$/gm;
const HEADING = /^(#+) (.*)$/;

/** The Markdown of a page with its parts of other files put in. */
export async function withParts(source: string, root: string): Promise<string> {
  const text = await readFile(join(root, source), 'utf8');
  const files = new Map<string, string>();
  for (const [, file = ''] of text.matchAll(PART)) files.set(file, await readFile(join(root, file), 'utf8'));
  return text.replace(PART, (_mark, file: string, anchor: string, at: number) => {
    const lines = partOf(files.get(file) ?? '', anchor);
    if (!lines) throw new Error(`${source}: ${file} has no heading #${anchor}`);
    const level = levelAbove(text.slice(0, at));
    return rebased(levelled(lines, level), posix.relative(posix.dirname(source), posix.dirname(file)), file);
  });
}

/** Where each heading of a file that has parts elsewhere is found: the page that takes it, by its id. */
export async function takenParts(sources: readonly string[], root: string, file: string): Promise<Map<string, string>> {
  const whole = await readFile(join(root, file), 'utf8');
  const taken = new Map<string, string>();
  for (const source of sources) {
    for (const [, from, anchor = ''] of (await readFile(join(root, source), 'utf8')).matchAll(PART)) {
      if (from !== file) continue;
      taken.set(anchor, source);
      for (const line of partOf(whole, anchor) ?? []) {
        const heading = HEADING.exec(line)?.[2];
        if (heading !== undefined) taken.set(slug(plain(heading)), source);
      }
    }
  }
  return taken;
}

function partOf(text: string, anchor: string): string[] | null {
  const lines = text.split('\n');
  const starts = headings(lines);
  const from = starts.find(({ title }) => slug(plain(title)) === anchor);
  if (!from) return null;
  const to = starts.find(({ at, level }) => at > from.at && level <= from.level)?.at ?? lines.length;
  return lines.slice(from.at + 1, to);
}

function headings(lines: readonly string[]): { at: number; level: number; title: string }[] {
  let fenced = false;
  return lines.flatMap((line, at) => {
    if (line.startsWith('```')) fenced = !fenced;
    const [, marks = '', title = ''] = (!fenced && HEADING.exec(line)) || [];
    return marks ? [{ at, level: marks.length, title }] : [];
  });
}

function levelAbove(before: string): number {
  return headings(before.split('\n')).at(-1)?.level ?? 1;
}

/** Headings inside the part come one level below the one that it stands under. */
function levelled(lines: readonly string[], above: number): string {
  const inside = headings(lines);
  const shift = above + 1 - Math.min(...inside.map(({ level }) => level));
  const moved = [...lines];
  for (const { at, level, title } of inside) moved[at] = `${'#'.repeat(level + shift)} ${title}`;
  return moved.join('\n').trim();
}

/** Its links lead on from the file that it was written in. */
function rebased(text: string, way: string, file: string): string {
  return text.replace(/\]\(([^)\s]+)\)/g, (whole, href: string) => {
    if (/^[a-z]+:/i.test(href)) return whole;
    return href.startsWith('#') ? `](${posix.join(way, posix.basename(file))}${href})` : `](${posix.join(way, href)})`;
  });
}

function plain(heading: string): string {
  return heading.replace(/[`*]/g, '');
}
