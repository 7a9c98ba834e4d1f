import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RuntimeChoice } from '../../src/core/tuning/runtime.ts';
import { fastestOnOneThread, holdsFor } from '../../src/core/tuning/tuning.ts';
import type { OpenOptions } from '../../src/protocol/live.ts';
import type { Runtime } from '../runtimes/port.ts';
import { identify, machine } from './machine.ts';

/** What runs a model in a thread of its own beside a stream: the one that is asked for, or that was the fastest there. */
export function runtimeBeside(
  runtimes: readonly Runtime[],
  spec: ModelSpec,
  { runtime: choice = 'auto', tuning }: Pick<OpenOptions, 'runtime' | 'tuning'>,
): RuntimeChoice {
  if (choice !== 'auto' || !tuning) return choice;
  // how many cores are left does not change which library is the faster one on one of them
  const { sha256, runtime, agent } = identify(runtimes, spec, machine(true, null));
  return holdsFor(tuning.identity, { sha256, runtime, agent }) ? (fastestOnOneThread(tuning) ?? 'auto') : 'auto';
}
