import type { SourceEvents } from './source.ts';

export interface OpenSourceOptions extends SourceEvents {
  /** Of the camera that is wanted. */
  readonly deviceId?: string | undefined;
  /** Only addresses of the page's own origin. */
  readonly sameOrigin: boolean;
  readonly signal?: AbortSignal | undefined;
}
