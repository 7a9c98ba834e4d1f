/** Made by the package's build of what `npm run models` left in `models/dist`. */
declare module 'virtual:models' {
  export interface ModelFiles {
    readonly manifest: import('../../core/manifest/manifest.ts').ModelManifest;
    /** Where the page's bundler put each file that the manifest names. */
    readonly files: Readonly<Record<string, () => URL>>;
  }
  /** Those inside the package, by id. */
  export const MODELS: Readonly<Record<string, () => Promise<{ readonly default: ModelFiles }>>>;
  /** Those that are packages of their own, by id, and why, in words that go on from “since”. */
  export const OWN_PACKAGES: Readonly<Record<string, { readonly name: string; readonly why: string }>>;
}

/** The address of a file in the package's `assets`; the package's build writes it out. */
declare function __ASSET__(name: string): URL;
