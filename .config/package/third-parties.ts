import { readFile } from 'node:fs/promises';
import type { Rolldown } from 'vite';
import { ROOT } from './places.ts';

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/;

/** The packages whose code is in what was built. */
export function packagesIn(built: Rolldown.RolldownOutput | Rolldown.RolldownOutput[]): Set<string> {
  const chunks = [built].flat().flatMap(({ output }) => output.filter((each) => each.type === 'chunk'));
  const names = chunks.flatMap(({ moduleIds }) => moduleIds.map((id) => PACKAGE.exec(id)?.[1]));
  return new Set(names.filter((name) => name !== undefined));
}

/** Each has a line of its own in NOTICE, by its name or by that of the whole it is a part of. */
export async function checkNotice(packages: Iterable<string>): Promise<void> {
  const notice = await readFile(`${ROOT}NOTICE`, 'utf8');
  const missing = [...packages].filter((name) => !new RegExp(`^(.*, )?${name}(,.*)? {2,}\\S`, 'm').test(notice));
  if (missing.length > 0) throw new Error(`NOTICE says nothing of ${missing.join(', ')}, which the package contains`);
}
