declare const __VERSIONS__: { readonly runtime: string };

/** Of ONNX Runtime Web in this build. */
export const VERSION: string = __VERSIONS__.runtime;
