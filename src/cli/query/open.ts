import { spawn } from 'node:child_process';
import { platform } from 'node:os';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Where there is a desktop. Whether it works is nobody's concern: the page's place has been printed. */
export function openInBrowser(path: string): void {
  const [program = 'xdg-open', ...options] = OPENERS[platform()] ?? ['xdg-open'];
  const opened = spawn(program, [...options, path], { stdio: 'ignore', detached: true });
  opened.on('error', () => {});
  opened.unref();
}
