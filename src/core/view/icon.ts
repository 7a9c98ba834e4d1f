/** A path of an icon of 20 × 20, stroked with the text's colour. */
export interface IconPath {
  readonly d: string;
  /** Filled with it too, or filled alone. */
  readonly fill?: 'too' | 'alone';
  /** Lengths of dashes and gaps. */
  readonly dashes?: string;
}

export type IconPaths = readonly IconPath[];
