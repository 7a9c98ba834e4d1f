import type { ModelClass } from '../../core/manifest/manifest.ts';

/** Of a video that is not open yet. Always the same ones: what did not change is not drawn again. */
export const NO_CLASSES: readonly ModelClass[] = [];
export const NO_TIMES = new Float64Array();
