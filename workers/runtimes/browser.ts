import { litert } from './litert/litert.ts';
import { ortWeb } from './ort-web/ort-web.ts';
import type { Runtime } from './port.ts';

/** The runtimes that work in a browser, a line each. Of those that fit a device and a model's format, the first one counts. */
export const RUNTIMES: readonly Runtime[] = [ortWeb, litert];
