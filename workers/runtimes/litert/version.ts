declare const __VERSIONS__: { readonly litert: string };

/** Of LiteRT.js in this build. */
export const VERSION: string = __VERSIONS__.litert;
