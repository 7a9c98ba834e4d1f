import * as v from 'valibot';
import { readLines, type HealthLine, type ReadLines } from './health-lines.ts';

const FORMAT = 'perpixel-health';
const VERSION = 1;

const FileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  /** ISO 8601. */
  exported: v.pipe(
    v.string(),
    v.transform((text) => Date.parse(text)),
    v.number(),
  ),
  entries: v.array(v.unknown()),
});

/** The log of an unattended screen as it was when it was written to a file. */
export interface HealthFile extends ReadLines {
  /** Milliseconds since the epoch. */
  readonly exported: number;
}

/** Why a file is no log, for whoever opened it. */
export interface FileMistake {
  readonly problem: string;
  readonly remedy: string;
}

export type FileReading =
  { readonly file: HealthFile; readonly mistake: null } | { readonly file: null; readonly mistake: FileMistake };

/** @param now milliseconds since the epoch */
export function writeHealthFile(lines: readonly HealthLine[], now: number): string {
  const file = { format: FORMAT, version: VERSION, exported: new Date(now).toISOString(), entries: lines };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads the text of an exported log. Never throws. */
export function readHealthFile(text: string): FileReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return wrong('The file is no JSON, or only a part of one.', 'Export the log again and copy the whole file.');
  }
  const { format, version } = Object(value) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) {
    return wrong('The file is JSON, but no log of a kiosk.', 'Open one that this page wrote with “Export”.');
  }
  if (typeof version === 'number' && version > VERSION) {
    return wrong(
      `The file was written by a newer perpixel (version ${version} of the format; this page reads ${VERSION}).`,
      'Open it on the health page of the machine that it comes from.',
    );
  }
  const { success, output } = v.safeParse(FileSchema, value);
  if (!success || output.version !== VERSION) {
    return wrong('The log in the file is damaged.', 'Export it again from the machine that it comes from.');
  }
  const read = readLines(output.entries);
  if (read.lines.length === 0 && read.unread > 0) {
    return wrong(`None of the ${read.unread} lines in the file can be read.`, 'Export the log again.');
  }
  return { file: { ...read, exported: output.exported }, mistake: null };
}

function wrong(problem: string, remedy: string): FileReading {
  return { file: null, mistake: { problem, remedy } };
}
