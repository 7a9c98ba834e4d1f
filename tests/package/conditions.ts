import { production } from '../../.config/vite/headers.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';

/** How an app is served. */
export interface Condition {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** WASM has threads. */
  readonly isolated: boolean;
}

export const ISOLATED: Condition = { name: 'isolated', headers: ISOLATION, isolated: true };
export const PLAIN: Condition = { name: 'not isolated', headers: {}, isolated: false };
/** As the tool's own server has it. */
export const DEVELOPMENT: Condition = { name: 'development', headers: {}, isolated: false };
/** Isolated beside what others' servers send without a word about it. */
export const CREDENTIALLESS: Condition = {
  name: 'credentialless',
  headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'credentialless' },
  isolated: true,
};
/** As our own site: scripts, workers and all else of its own origin alone, nothing inline. */
export const STRICT: Condition = { name: 'strict CSP', headers: production, isolated: true };

/** What the server of another origin sends that lets anybody use its files. */
export const SHARED = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };
