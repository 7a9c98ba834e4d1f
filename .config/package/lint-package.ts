import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What the keepers of the registry's conventions would say of a package; anything fails. */
export async function lintPackage(folder: string): Promise<void> {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
  const found = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
  if (found.length > 0) throw new Error(`${folder}: ${found.join('; ')}`);
}

/** Ways of resolving that know no `exports`, or want CommonJS: the package is for pages and for those who know modules. */
const NOT_MEANT: readonly unknown[] = ['node10', 'node16-cjs'];

/** Whether whoever imports an entry gets its declarations; anything else fails. */
export async function lintTypes(tarball: string): Promise<void> {
  const checked = await checkPackage(createPackageFromTarballData(await readFile(tarball)));
  if (!checked.types) throw new Error(`${tarball} has no types`);
  const found = checked.problems.filter(meant);
  if (found.length > 0) throw new Error(`${tarball}: ${JSON.stringify(found)}`);
}

function meant(problem: Problem): boolean {
  return !('resolutionKind' in problem && NOT_MEANT.includes(problem.resolutionKind));
}
