import type { Labelling } from '../core/instances/instance.ts';
import type { Reply } from '../core/errors/errors.ts';

export type ExportKind = 'label-maps' | 'instance-maps' | 'panoptic' | 'mp4' | 'webm';

export interface ExportOptions {
  readonly kind: ExportKind;
  /** Where to write; without it the file comes back as a blob. */
  readonly file: FileSystemFileHandle | null;
  /** The beginning of file names inside. */
  readonly name: string;
  /** Of the overlay in an annotated video. */
  readonly opacity: number;
  /** How things are drawn in it, where they are told apart; absent: as they were told apart. */
  readonly labelling?: Labelling | undefined;
  /** Written into what is exported, so that it can be made again. */
  readonly about: Readonly<Record<string, unknown>>;
}

export interface ExportApi {
  /** Resolves with the file where it was not written to a handle. `onProgress` gets frames done. */
  exportFile(options: ExportOptions, onProgress: (done: number, total: number) => void): Promise<Reply<Blob | null>>;
  cancelExport(): Promise<Reply<null>>;
}
