/** A number that a stage lets its users set, with all that a check, a panel and a message say of it. */
export interface NumberOption {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
  /** Whole numbers only. */
  readonly whole: boolean;
  /** May be left out. */
  readonly optional: boolean;
  /** How a panel shows it; absent: it does not. */
  readonly slider?: Slider;
}

export interface Slider {
  /** Of the input element; default: the option's own name. */
  readonly name?: string;
  readonly label: string;
  /** A sentence without a full stop. */
  readonly hint: string;
  /** Default: the option's own range. */
  readonly least?: number;
  readonly most?: number;
  /** In powers of ten where it is logarithmic. */
  readonly step: number;
  readonly logarithmic?: boolean;
  /** The value for people, about six letters. */
  words(value: number): string;
}

/** Numbers that belong together and are switched on and off at once: `false` or absent is off. */
export interface SwitchOption {
  readonly kind: 'switch';
  readonly label: string;
  /** What it begins with where it is switched on and the model says nothing. */
  readonly start: object;
  readonly fields: Readonly<Record<string, NumberOption>>;
}

export type Option = NumberOption | SwitchOption;

/** What a stage of refinement says of itself to all who need not know how it works. */
export interface Declared<Options extends object> {
  /** Of its folder. */
  readonly name: string;
  /** Where a panel shows its options. */
  readonly group: 'Labels' | 'Edges';
  readonly options: Readonly<Record<string, Option>>;
  isOn(options: Options): boolean;
  /** Keeps what it found, so that the frames of a stream belong in order. Default: each frame stands for itself. */
  readonly remembers?: boolean;
  /** Looks at the frame itself and not only at the scores and the luma of the model's input. Default: it does not. */
  readonly looks?: boolean;
  /** The first to be left out where a stream cannot keep up. Default: it is not. */
  readonly costly?: boolean;
}

type Numbers<Fields> = { readonly [Name in keyof Required<Fields>]: NumberOption };

type OptionOf<Value> = Value extends number
  ? NumberOption
  : SwitchOption & { readonly start: Value; readonly fields: Numbers<Value> };

/** One that leaves none of its options out. */
export type StageDeclaration<Options extends object> = Declared<Options> & {
  readonly options: { readonly [Name in keyof Required<Options>]: OptionOf<Exclude<Options[Name], false | undefined>> };
};

type NumberDetails = Pick<NumberOption, 'least' | 'most'> &
  Partial<Pick<NumberOption, 'whole' | 'optional' | 'slider'>>;

export function number({ whole = false, optional = false, ...rest }: NumberDetails): NumberOption {
  return { kind: 'number', whole, optional, ...rest };
}

/** Words for a radius or a count of steps in pixels. */
export function inPixels(count: number): string {
  return count > 0 ? `${count} px` : 'off';
}
