import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import type { TruthFile } from '../../../core/truth/score.ts';
import type { AnalysisJob } from '../job.ts';
import { withModel, type JobChoice } from '../choice.ts';
import type { Videos } from '../queue/videos.ts';
import { openSample, SAMPLE, sampleTruth } from './sample.ts';

/** What the page does with the sample drive. */
interface SampleActions {
  readonly videos: Videos;
  propose(query: string): void;
  compare(truth: readonly TruthFile[]): Promise<void>;
  tell(error: PerPixelError): void;
}

/** The drive that the page brings along: opened by one click, searched, and compared with its exact labels. */
export class SampleDrive implements ReactiveController {
  /** The one that was compared. */
  #compared: AnalysisJob | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly actions: SampleActions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const job = this.actions.videos.current;
    if (!job?.source.sample || job.state !== 'done' || !job.series || this.#compared === job) return;
    this.#compared = job;
    void this.#try(async () => this.actions.compare(await sampleTruth()));
  }

  /** As it is analysed at a click: every frame, by the model that was made for it. */
  static usual(choice: JobChoice): JobChoice {
    return { ...withModel(choice, SAMPLE.model), every: 1 };
  }

  readonly open = (choice: JobChoice): Promise<void> =>
    this.#try(async () => this.actions.videos.show(await openSample(), choice));

  /** Another video is looked at. */
  picked(job: AnalysisJob | null): void {
    this.#compared = null;
    // the panel that is to search is there after the next drawing
    if (job?.source.sample) void this.host.updateComplete.then(() => this.actions.propose(SAMPLE.query));
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.actions.tell(toPerPixelError(error, 'source-unavailable', 'Try again.'));
    }
  }
}
