// The analyzer declares its plugins and not what it exports.
declare module '@custom-elements-manifest/analyzer/index.js' {
  import type { Analyzed } from './schema.ts';

  /** Of its own version, whose trees it reads. */
  export const ts: typeof import('typescript');
  export function create(options: {
    readonly modules: readonly object[];
    readonly plugins: readonly object[];
    readonly context: { readonly dev: boolean };
  }): { readonly modules: readonly { readonly declarations?: readonly Analyzed[] }[] };
}

declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  export function litPlugin(): object[];
}
