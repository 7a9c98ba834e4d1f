declare const __VERSIONS__: { readonly app: string; readonly runtime: string };

/** Of this build: what was measured with others does not hold, and their memory looks otherwise. */
export const VERSIONS = __VERSIONS__;
