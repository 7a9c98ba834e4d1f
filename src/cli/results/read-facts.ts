import { readFile } from 'node:fs/promises';
import { FORMAT, type Facts } from './facts.ts';

/** What stands beside a result; null: nothing of ours, or of another kind than this version makes. */
export async function readFacts(path: string): Promise<Facts | null> {
  try {
    const facts = JSON.parse(await readFile(path, 'utf8')) as Partial<Facts>;
    return facts.format === FORMAT && typeof facts.key === 'string' && facts.video ? (facts as Facts) : null;
  } catch {
    return null;
  }
}
