import type { ReactiveControllerHost } from 'lit';
import type { AnalysisView } from '../../../protocol/video.ts';
import type { JobChoice } from '../choice.ts';
import type { Playing } from '../playing.ts';
import type { Videos } from '../queue/videos.ts';
import { TeachDesk } from './desk.ts';
import { sweepTaughtModels } from './taught-models.ts';
import { relabel, withTaughtModel } from './relabel.ts';

interface Page extends ReactiveControllerHost {
  /** How videos are opened from now on. */
  choice: JobChoice;
  readonly view: AnalysisView;
}

/** The desk of a page with videos. */
export function deskOn(page: Page, videos: Videos, playing: Playing): TeachDesk {
  const desk: TeachDesk = new TeachDesk(page, {
    job: () => videos.current,
    playing: () => playing.on,
    choice: () => page.choice,
    view: () => page.view,
    hold: (held) => {
      void videos.hold(held);
      const { current } = videos;
      void current?.worker.setView(desk.view);
      if (!held) void current?.client?.again().catch(() => undefined);
    },
    label: (job, model, sha256) => {
      const index = job.shown?.index ?? 0;
      // the next video is likely to be labelled by the same
      page.choice = withTaughtModel(page.choice, model);
      const next = relabel(videos, job, model, sha256);
      if (next && next !== job) desk.stayAt(next, index);
    },
  });
  // models of long ago that nothing was labelled with
  void videos.restored.then(() => sweepTaughtModels(videos.models));
  return desk;
}
