import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs Debian's packages where this is Debian and we are root.
 * @returns null, or in a sentence what kept them from being installed
 */
export function install(packages: readonly string[]): string | null {
  const wanted = `apt-get install ${packages.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get'))
    return `This is no Debian: install what its packages ${packages.join(', ')} hold.`;
  if (process.getuid?.() !== 0) return `Only root can install them: run “sudo ${wanted}”.`;
  console.log(`Installing ${packages.join(', ')} …`);
  try {
    apt('update', '-q');
    apt('install', '-y', '-q', ...packages);
    return null;
  } catch {
    return `“${wanted}” failed.`;
  }
}

function apt(...options: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', options, { stdio: 'ignore', timeout: 600_000, env });
}
