import { existsSync } from 'node:fs';
import { run, type Program } from './process.ts';

const XVFB = '/usr/bin/Xvfb';

/** A screen that nobody sees: without one Firefox has no WebGL and WebKitGTK no window. */
export interface Display {
  /** The environment that leads a program to it. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

export async function openDisplay(): Promise<Display> {
  if (!existsSync(XVFB)) throw new Error('There is no Xvfb. Install the package “xvfb”.');
  const screen: Program = run('/bin/sh', ['-c', `exec ${XVFB} -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp`]);
  try {
    const number = await screen.line(/^\d+$/);
    return { env: { DISPLAY: `:${number}` }, close: () => screen.end() };
  } catch (error) {
    await screen.end();
    throw error;
  }
}
