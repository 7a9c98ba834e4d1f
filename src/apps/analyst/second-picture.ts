import type { ModelChoice } from '../../core/options/model-choice.ts';
import { offscreen } from '../../live/offscreen.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import type { AnalysisClient } from '../../video/analysis-client.ts';
import { withTaught } from './teach/taught-models.ts';

/** Another picture of the frames of a video, labelled otherwise, whichever worker draws it. */
export class SecondPicture {
  canvas: HTMLCanvasElement | null = null;
  info: PipelineInfo | null = null;

  constructor(private readonly choice: ModelChoice) {}

  /** On a canvas of its own: a worker that died took the last one along. */
  async drawIn(client: AnalysisClient): Promise<void> {
    const canvas = document.createElement('canvas');
    this.info = await client.compareWith(offscreen(canvas), await withTaught(this.choice));
    this.canvas = canvas;
  }
}
