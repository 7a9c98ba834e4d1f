import { CommandError } from './command-error.ts';

/**
 * A package that only some commands need, and that whoever needs it installs.
 * @param load imports it
 * @param packages what `npm install` takes
 * @throws CommandError where it is not there
 */
export async function optional<T>(load: () => Promise<T>, packages: string, what: string): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new CommandError(`${what} needs ${packages}.`, `Run: npm install ${packages}`, undefined, { cause });
  }
}

function isMissing(thrown: unknown): boolean {
  const { code } = Object(thrown) as { code?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}
