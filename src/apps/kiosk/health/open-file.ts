import { readHealthFile, type FileMistake, type HealthFile } from './log/health-file.ts';

/** A full log is about one megabyte. */
const LARGEST = 64 * 2 ** 20;

/** A log that was exported, with the name of its file. */
export interface OpenedFile extends HealthFile {
  readonly name: string;
}

/** Never throws. */
export async function openHealthFile(file: File): Promise<OpenedFile | FileMistake> {
  const { name } = file;
  if (file.size > LARGEST) {
    return { problem: `“${name}” is too large for a log.`, remedy: 'Open one that this page wrote with “Export”.' };
  }
  try {
    const { file: read, mistake } = readHealthFile(await file.text());
    return read ? { name, ...read } : { ...mistake, problem: `“${name}”: ${mistake.problem}` };
  } catch {
    return { problem: `“${name}” cannot be read.`, remedy: 'Copy it onto this machine and open it again.' };
  }
}
