import { PerPixelError, type ErrorCode } from '../core/errors/errors.ts';

export interface PeerUse {
  /** As the registry has it. */
  readonly name: string;
  readonly code: ErrorCode;
  /** What needs it: reads on to “needs the package”. */
  readonly what: string;
}

/**
 * A package that its user installs.
 * @throws PerPixelError with the line that does so
 */
export async function peer<T>(load: () => Promise<T>, { name, code, what }: PeerUse): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const install = `Run “npm install ${name}”`;
    const why = cause instanceof Error ? cause.message : String(cause);
    if (isMissing(cause, name)) {
      throw new PerPixelError(code, `${what} needs the package “${name}”, which is not installed.`, `${install}.`, {
        cause,
      });
    }
    const [line = ''] = why.split('\n');
    throw new PerPixelError(
      code,
      `${what} needs the package “${name}”, which could not be loaded: ${line.replace(/\.$/, '')}.`,
      `${install} on this machine, with its optional parts (without --omit=optional), and check that it is made for ${process.platform} on ${process.arch}.`,
      { cause },
    );
  }
}

function isMissing(cause: unknown, name: string): boolean {
  const { code, message = '' } = cause as { readonly code?: string; readonly message?: string };
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && message.includes(`'${name}'`);
}
