import { expose } from 'comlink';
import type { LifeApi } from '../../src/protocol/life.ts';
import { holdLock } from './hold-lock.ts';

/** Lets a page call this worker, and notice its death. */
export function serve<Api extends object>(api: Api): void {
  const life: LifeApi = { hold: holdLock };
  expose(Object.assign(api, life));
}
