declare const __PERPIXEL_VERSION__: string;

/** Of this build, from package.json. */
export const VERSION: string = __PERPIXEL_VERSION__;
