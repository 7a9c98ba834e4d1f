import { guarded, unguarded } from './formula-guard.ts';

/**
 * Rows as CSV (RFC 4180, lines end in a line feed). Texts are guarded against being run as formulas; numbers are what they are.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = guarded(value);
  // what is empty or has a separator of any locale in it is one cell everywhere only in quotes
  return text === '' || /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of a CSV, with every guard taken off; either line ending, with or without a byte order mark. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const content = text.replace(/^\uFEFF/, '');
  while (cells.lastIndex < content.length) {
    const found = cells.exec(content);
    if (!found) throw new SyntaxError(`Line ${rows.length + 1} is no CSV: a quote stands where none may.`);
    const [, quoted, plain = '', end] = found;
    row.push(unguarded(quoted?.replaceAll('""', '"') ?? plain));
    if (end === ',' && cells.lastIndex < content.length) continue;
    if (end === ',') row.push('');
    rows.push(row);
    row = [];
  }
  return rows;
}
