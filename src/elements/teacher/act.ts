/** What the next stroke is of: a class by its id; null: an eraser, which takes strokes away. */
export type Brush = number | null;

/** A line drawn over the picture as it is shown. */
export interface Trace {
  /** 0 to 1 of the picture's width and height, from its upper left corner. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Radius, as a share of the picture's shorter side. */
  readonly size: number;
}

/** What a visitor who teaches asks for. */
export type TeachAct =
  /** The picture stands. @param frame a taught frame stands again */
  | { readonly act: 'freeze'; readonly frame?: number }
  /** It goes on. */
  | { readonly act: 'live' }
  /** Teaching is begun anew, where it could not begin. */
  | { readonly act: 'again' }
  | { readonly act: 'choose'; readonly brush: Brush }
  /** Of the brush, as a trace has it. */
  | { readonly act: 'size'; readonly size: number }
  /** The pointer is down: the picture is to stand while it is. */
  | { readonly act: 'begin' }
  /** It is up. @param erases an eraser, whichever brush is chosen */
  | { readonly act: 'stroke'; readonly trace: Trace; readonly erases: boolean }
  /** Nothing is to become of what was drawn. */
  | { readonly act: 'cancel' }
  /** Everything in the picture is background. */
  | { readonly act: 'empty' }
  /** The camera is said to stand still: where a thing is counts, too. */
  | { readonly act: 'fixed'; readonly fixed: boolean }
  | { readonly act: 'undo' }
  | { readonly act: 'add' }
  | { readonly act: 'change'; readonly id: number; readonly name?: string; readonly colour?: string }
  | { readonly act: 'remove'; readonly id: number }
  /** A taught frame's strokes are gone. */
  | { readonly act: 'forget'; readonly frame: number }
  | { readonly act: 'save'; readonly pictures: boolean }
  | { readonly act: 'open'; readonly file: File }
  | { readonly act: 'export' }
  /** Everything that was taught is gone. */
  | { readonly act: 'clear' };

/** What is left to do once the brush is chosen and the line is drawn. */
export type TeachTask = Exclude<TeachAct, { readonly act: 'again' | 'choose' | 'size' | 'stroke' | 'open' }>;
