import { execFileSync } from 'node:child_process';

/** What a run writes about itself. */
const OWN = ':(exclude)docs/reports';

/** The state of the code that is tested: the newest commit's subject, which outlives a rebase as its hash does not. */
export function revision(): string {
  const subject = git('log', '-1', '--format=%s');
  return git('status', '--porcelain', '--', '.', OWN) ? `${subject} (and what is not committed)` : subject;
}

function git(...options: string[]): string {
  try {
    return execFileSync('git', options, { encoding: 'utf8', timeout: 30_000 }).trim();
  } catch {
    // a copy without its history
    return 'unknown';
  }
}
