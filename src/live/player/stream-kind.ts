import type { OpenSourceOptions } from '../../sources/open-options.ts';
import type { FrameSource } from '../../sources/source.ts';
import type { SourceTraits } from '../../sources/traits.ts';

/** Where a stream's frames come from, and where they go. */
export interface StreamKind {
  /** @throws PerPixelError with the codes of its sources */
  open(source: string | Blob, options: OpenSourceOptions): Promise<FrameSource>;
  /** What is known of a source before it is open. */
  traits(source: string | Blob): SourceTraits;
  /** Its canvas is for a page to show; else what is drawn is only captured. */
  readonly seen: boolean;
}
