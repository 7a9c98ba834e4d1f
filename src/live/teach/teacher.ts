import type { OpeningOptions } from '../../core/options/model-choice.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import type { MapType } from '../../core/labels/score-maps.ts';
import type { SegmentOptions } from '../../core/options/segment-options.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { Frame } from '../frame-input.ts';
import type { Segmentation } from '../segmenter.ts';
import type { TaughtFrame } from './teaching-state.ts';

/** Which trunk is taught, and how it is opened. */
export interface TeacherOptions extends Pick<
  OpeningOptions,
  'backend' | 'assets' | 'refine' | 'signal' | 'onProgress'
> {
  /** A bundled model's id, a manifest's address, or a manifest, of the task `features`; default `features`. */
  readonly model?: string | URL | ModelManifest;
  /** The camera stands still: where a place lies counts, too, and tells apart what looks the same; default false. */
  readonly fixedCamera?: boolean;
}

/** Teaches a network things by strokes on a few frames. */
export interface Teacher {
  /** Their places are their ids; 0 is the background. */
  readonly classes: readonly TaughtClass[];
  /**
   * @param colour `#rrggbb`; default: one that no other class has
   * @returns its id
   * @throws PerPixelError `teaching-full` (12 besides the background), `option-invalid`
   */
  addClass(name: string, colour?: string): number;
  /** Where a place lies counts, too: as `createTeacher` was told, or as the file had it that was loaded last. */
  readonly fixedCamera: boolean;
  /** The frames that are stroked, oldest first, each with a small picture of it: of the newest 200. */
  readonly frames: readonly TaughtFrame[];
  /**
   * Strokes in pixels of the frame; where two contradict one another, the later one counts. A frame that is passed again is another one: its
   * number goes back to it, by its picture. What is taught with it shows after `fit()`.
   * @returns the frame's number
   * @throws PerPixelError `option-invalid` (no such class, outside the frame), `teaching-full`, `frame-invalid` (of a number: no picture is
   * kept), and as of `segment()`
   */
  add(frame: Frame | number, strokes: readonly Stroke[]): Promise<number>;
  /** The strokes on a frame, oldest first. @param frame its number */
  strokesOn(frame: number): Promise<readonly Stroke[]>;
  /** Takes the last stroke back; labels follow. @param frame the number of the one whose last stroke it is; default: of all @returns whether there was one */
  undo(frame?: number): Promise<boolean>;
  /** @returns how long it took, and of how many places. @throws PerPixelError `teaching-incomplete` */
  fit(): Promise<{ readonly seconds: number; readonly samples: number }>;
  /** As a segmenter's, with what was fitted last. @throws PerPixelError `teaching-incomplete` before the first fit, and as a segmenter's */
  segment<Type extends MapType = 'float32'>(frame: Frame, options?: SegmentOptions<Type>): Promise<Segmentation<Type>>;
  /**
   * What was fitted last as an ordinary model: `file` is an ONNX file, which the manifest calls by its name.
   * @throws PerPixelError `teaching-incomplete`, and with the codes of models
   */
  toManifest(): Promise<{ readonly manifest: ModelManifest; readonly file: Blob }>;
  /** A `.perpixel` file of head, samples and strokes; with the frames, at most 640 pixels a side, only if asked. */
  save(options?: { readonly pictures?: boolean }): Promise<Blob>;
  /** In place of what was taught before. @throws PerPixelError `teaching-invalid` where it is damaged, or of another trunk */
  load(file: Blob): Promise<void>;
  /** Ends its workers. Twice is harmless. */
  close(): void;
}
