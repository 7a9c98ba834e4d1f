import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import { createModelLoader } from '../pipeline/model-session.ts';
import { RUNTIMES } from '../runtimes/browser.ts';
import type { LabellingPlace } from './labelling-service.ts';

/** In a browser's worker. */
export const BROWSER: LabellingPlace<VideoFrame, OpenOptions, PipelineInfo> = {
  load: (options, onProgress) => createModelLoader(RUNTIMES, options, onProgress),
  sizeOf: ({ displayWidth: width, displayHeight: height }) => ({ width, height }),
  close: (frame) => frame.close(),
};
