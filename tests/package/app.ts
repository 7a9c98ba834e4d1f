import type { Condition } from './conditions.ts';

/** A fresh app as somebody else would write it: what it installs, its files, and how it is built. */
export interface App {
  readonly name: string;
  /** For the report. */
  readonly title: string;
  /** Packages with their exact versions, besides ours. */
  readonly tools: Readonly<Record<string, string>>;
  /** What its package.json holds besides. */
  readonly manifest?: object;
  readonly files: Readonly<Record<string, string>>;
  /** Run one after the other in the app's folder. */
  readonly build: readonly string[];
  /** The folder that is served. */
  readonly out: string;
  /** In place of that: a command that serves the app while one develops, on the port that takes PORT's place. */
  readonly develop?: string;
  /** `segmenter`: leaves the promise of one in `globalThis.segmenter`. `element`: shows a `<per-pixel>`. */
  readonly uses: Uses;
  /** How it is served; default: isolated, and not. */
  readonly conditions?: readonly Condition[];
  /** Each entry of ours is imported in plain Node too, as where pages are drawn on a server. */
  readonly onServer?: boolean;
}

export type Uses = 'segmenter' | 'element';

/** Two lines of one's own. */
export const SEGMENTER = `import { createSegmenter } from 'perpixel';

globalThis.segmenter = createSegmenter({ model: 'tiny', backend: 'wasm' });
`;

/** In a page: the address of another origin where our package lies. */
export const ELSEWHERE = 'https://elsewhere.test/';

/** Of `<per-pixel>`, where the site of the tests has its picture. */
export const ATTRIBUTES = 'source="/picture.png" model="tiny" backend="wasm" overlay="labels" opacity="1"';

export function html(body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><link rel="icon" href="data:," /><title>An app</title>${head}</head>
  <body>${body}</body>
</html>
`;
}

export const module = (address: string): string => `<script type="module" src="${address}"></script>`;
