import { cpus, release, type } from 'node:os';
import { BROWSERS, type BrowserName } from './drivers/visit.ts';
import type { Row } from './step.ts';

const NAMES: Record<BrowserName, string> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };

/** One line for the terminal. */
export function line({ step, browser, rate, seen, failed, lacks, complaints }: Row): string {
  const outcome = failed ? `FAILED: ${failed}` : seen;
  const parts = [outcome, rate === null ? '' : `${rate.toFixed(1)} frames/s`, lacks ? `lacks: ${lacks}` : ''];
  const shouts =
    complaints.length > 0 ? `; ${complaints.length} complaints: ${complaints.slice(0, 3).join(' | ')}` : '';
  return `${NAMES[browser]}, ${step.page}, ${step.name}: ${parts.filter(Boolean).join('; ')}${shouts}`;
}

/** Whether all is as it should be. */
export function isWell({ failed, complaints }: Row): boolean {
  return failed === '' && complaints.length === 0;
}

export function report(rows: readonly Row[], began: Date, minutes: number): string {
  const versions = BROWSERS.flatMap((name) => {
    const version = rows.find((row) => row.browser === name && row.version)?.version;
    return version ? [`${NAMES[name]} ${version}`] : [];
  });
  return [
    '# Whole pages in three browsers',
    '',
    `\`npm run browsers\`, ${began.toISOString().slice(0, 16)}Z, ${minutes.toFixed(0)} minutes in all,`,
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${type()} ${release()}, Node ${process.version}: ${versions.join(', ')}.`,
    '',
    'The built site, operated as a visitor does: clicks, chosen files, files that are taken away. Each line is a browser that was',
    'started for it, with an empty profile; all run on WASM and without a graphics card, with WebGL in software where the street is',
    'shown. Frames a second are those of one browser after the other within the same minutes; of the analysis they are counted from',
    'its first frame on. Chromium’s camera films a drawn person at 640 × 480, Firefox’s and WebKit’s are test pictures of their own,',
    'of the size that they are asked for.',
    '',
    '| page | step | browser | frames/s | beside Chromium’s | seen |',
    '| --- | --- | --- | ---: | ---: | --- |',
    ...rows.map((row) => tableLine(row, rows)),
    '',
    ...absences(rows),
    ...shouts(rows),
  ].join('\n');
}

function tableLine(row: Row, rows: readonly Row[]): string {
  const { step, browser, version, rate, failed, seen, lacks } = row;
  const chromium = rows.find((each) => each.step === step && each.browser === 'chromium')?.rate ?? null;
  const beside = rate !== null && chromium && browser !== 'chromium' ? `${((100 * rate) / chromium).toFixed(0)} %` : '';
  const outcome = failed ? `**failed:** ${failed}` : seen || (lacks ? 'not possible' : '');
  const cells = [step.page, step.name, `${NAMES[browser]} ${version}`, rate?.toFixed(1) ?? '', beside, outcome];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function absences(rows: readonly Row[]): string[] {
  const lacking = rows.filter(({ lacks }) => lacks);
  if (lacking.length === 0) return [];
  return [
    '## What was not possible',
    '',
    ...lacking.map(({ browser, step, lacks }) => `- ${NAMES[browser]}, ${step.name}: ${lacks}`),
    '',
  ];
}

function shouts(rows: readonly Row[]): string[] {
  const all = rows.flatMap(({ browser, step, complaints }) =>
    complaints.map(
      (complaint) => `- ${NAMES[browser]}, ${step.name}: ${complaint.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
    ),
  );
  return [
    '## Console errors and unhandled rejections',
    '',
    ...(all.length > 0 ? [...new Set(all)] : ['None on any page.']),
    '',
  ];
}
