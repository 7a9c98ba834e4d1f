import { guarded } from '../../core/text/formula-guard.ts';
import type { Result } from './tally.ts';
import type { Variant } from './task.ts';

export type Results = Partial<Record<Variant, Result>>;

/** Of more classes only those that occur are listed, and no confusion is printed. */
export const MOST_PRINTED = 100;

/** The figures as a Markdown table: a row a class, then the means; a column for each figure of each variant. */
export function table(results: Results): string {
  const sides = Object.entries(results);
  const names = sides[0]?.[1].classes ?? [];
  const occurs = (id: number): boolean => sides.some(([, { classes }]) => (classes[id]?.iou ?? null) !== null);
  const head = ['class', 'share', ...columns('IoU'), ...columns('boundary F')];
  const rows = names.flatMap(({ name, share }, id) => {
    if (names.length > MOST_PRINTED && !occurs(id)) return [];
    const ious = sides.map(([, { classes }]) => figure(classes[id]?.iou));
    const boundaries = sides.map(([, { classes }]) => figure(classes[id]?.boundary?.f));
    return [[inCell(name), percent(share), ...ious, ...boundaries]];
  });
  const means = [
    'mean',
    '',
    ...sides.map(([, { miou }]) => figure(miou)),
    ...sides.map(([, r]) => figure(r.boundaryF)),
  ];
  const summary = sides.map(
    ([variant, { pixelAccuracy, calibrationError }]) =>
      `${variant}: pixel accuracy ${percent(pixelAccuracy)}, calibration error (ECE) ${percent(calibrationError)}`,
  );
  return `${markdown([head, ...rows, means])}\n\n${summary.join('\n')}`;

  function columns(what: string): string[] {
    return sides.map(([variant]) => `${what}, ${variant}`);
  }
}

/** Rows are the truth, columns the label; per cent of the row. */
export function confusionTable({ classes, confusion }: Result): string {
  const names = classes.map(({ name }) => inCell(name));
  const rows = confusion.map((counts, id) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return [names[id] ?? '', ...counts.map((count) => (all > 0 ? ((100 * count) / all).toFixed(1) : '–'))];
  });
  return markdown([['truth \\ label', ...names], ...rows]);
}

export function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)));
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** A table is pasted into other documents, and into spreadsheets: a name stays a name in both. */
export function inCell(name: string): string {
  return guarded(name)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\|<`]/g, '\\$&');
}
