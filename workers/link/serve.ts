import { expose, type Endpoint } from 'comlink';
import type { LifeApi } from '../../src/protocol/life.ts';
import { holdLock } from './hold-lock.ts';

/**
 * Lets a page call this worker, and notice its death.
 * @param at where it is called; default: by whoever started it
 */
export function serve<Api extends object>(api: Api, at?: Endpoint): void {
  const life: LifeApi = { hold: holdLock };
  expose(Object.assign(api, life), at);
}
