import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What the keepers of the registry's conventions would say of a package; anything fails. */
export async function lintPackage(folder: string): Promise<void> {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
  const found = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
  if (found.length > 0) throw new Error(`${folder}: ${found.join('; ')}`);
}
