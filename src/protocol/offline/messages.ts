import type { LiteRtVariant } from '../../platform/litert-variant.ts';
import type { RuntimeVariant } from '../../platform/runtime-variant.ts';
import type { UpdateNews } from './ledger.ts';

/** What a page works with: these files are kept first. */
export interface Needs {
  readonly runtime: RuntimeVariant;
  /** The build of LiteRT that it works with besides; null, by default: none. */
  readonly litert?: LiteRtVariant | null;
  /** Ids of bundled models. */
  readonly models: readonly string[];
  /** The sample drive too. */
  readonly sample?: boolean;
}

/** From a page to the service worker; each is replied to through the port that comes with it. */
export type OfflineRequest =
  /** Replies true when they are kept. */
  | ({ readonly type: 'keep' } & Needs)
  /** Keeps whatever else this browser can use. Replies true when it is. */
  | { readonly type: 'keep-all'; readonly graphics: RuntimeVariant }
  /** Keeps these films and pictures of the operator's, and no others: addresses of this origin. Replies true when they are kept. */
  | { readonly type: 'keep-films'; readonly films: readonly string[] }
  /** This page has labelled a frame. */
  | { readonly type: 'labelled' }
  /** Replies whether a waiting version has taken over: the page is then to be opened anew. */
  | { readonly type: 'take-over' }
  /** To one that was left waiting, though it need not wait. */
  | { readonly type: 'activate' }
  /** Replies with what became of updates since the last such message. */
  | { readonly type: 'news' };

/** What is replied to each. */
export interface OfflineReplies {
  readonly keep: boolean;
  readonly 'keep-all': boolean;
  readonly 'keep-films': boolean;
  readonly labelled: boolean;
  readonly 'take-over': boolean;
  readonly activate: boolean;
  readonly news: readonly UpdateNews[];
}
