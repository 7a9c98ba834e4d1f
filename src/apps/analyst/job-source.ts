/** Why a video of an earlier visit is not there: the visitor has to allow reading it, to choose it again, or it has gone. */
export type Missing = 'permission' | 'choose' | 'gone';

export interface JobSource {
  readonly name: string;
  /** Where it lay in a folder that was dropped. */
  readonly path?: string;
  readonly blob: Blob | null;
  readonly url: string;
  readonly handle: FileSystemFileHandle | null;
  /** The drive that the page brings along. */
  readonly sample?: boolean;
}

export type JobState = 'missing' | 'waiting' | 'opening' | 'elsewhere' | 'running' | 'paused' | 'done' | 'failed';

/** What is known of an analysis before it is open. */
export interface Before {
  /** It shall be analysed when its turn comes. */
  readonly wanted: boolean;
  readonly done: number;
  readonly total: number;
  readonly missing: Missing | null;
  readonly key: string;
}

export const NEW_JOB: Before = { wanted: true, done: 0, total: 0, missing: null, key: '' };
