import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import type { PathRequest } from '../../../workers/pipeline/frame-path.ts';
import { SIDE } from '../models/bright-square.ts';

const size = { width: SIDE, height: SIDE };
const view = { ...DEFAULT_VIEW, opacity: 1, mirrored: false };

/** A frame of the bright square, of which nothing is seen but its labels. */
export const request: PathRequest = {
  size,
  labels: size,
  refine: false,
  view: () => view,
  seconds: 0,
  camera: true,
  truth: null,
  hold: false,
  follow: false,
};
