/** What to click: the first element that a selector finds, through open shadow roots; `text`: the first that says so. */
export interface Target {
  readonly css: string;
  readonly text?: string;
}

/** A file that a visitor took away. */
export interface Taken {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A window with a profile of its own, operated as a visitor does. */
export interface Visit {
  /** The browser's own. */
  readonly version: string;
  /** What the page complained of, as far as the driver tells: exceptions, unhandled rejections, console errors. */
  readonly complaints: readonly string[];
  open(address: string): Promise<void>;
  /** Looks at the page: a function that stands by itself runs in it. */
  run<R, G>(look: (given: G) => R | Promise<R>, given: G): Promise<R>;
  click(target: Target): Promise<void>;
  /** Gives files to an input as its picker does. */
  choose(css: string, files: readonly string[]): Promise<void>;
  /** Waits for the file that `act` has the page write. */
  take(act: () => Promise<void>): Promise<Taken>;
  /** A PNG of what the window shows. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export const BROWSERS = ['chromium', 'firefox', 'webkit'] as const;
export type BrowserName = (typeof BROWSERS)[number];
