import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where packages are laid out and packed. Building the site empties `dist`, and this with it. */
export const OUT = `${ROOT}dist/package/`;
export const MAIN = `${OUT}perpixel/`;
/** Every module of the package lies beside its assets: their addresses are the same from everywhere. */
export const LIB = `${MAIN}lib/`;
export const ASSETS = `${LIB}assets/`;
export const BUILT_MODELS = `${ROOT}models/dist/`;
