import type { JobChoice } from '../choice.ts';
import type { AnalysisJob } from '../job.ts';
import type { Videos } from '../queue/videos.ts';
import { videoOf } from './place.ts';
import { lessonOf } from './taught-id.ts';

/** A choice with a model that was taught in place of another: what was chosen for that one alone goes. */
export function withTaughtModel(choice: JobChoice, model: string): JobChoice {
  const { backend, runtime, every } = choice;
  return { model, backend, runtime, every };
}

/**
 * The video is labelled by a model that was taught.
 * @param sha256 of its file: where only names and colours are others, its labels are there already
 */
export function relabel(videos: Videos, job: AnalysisJob, model: string, sha256: string): AnalysisJob | null {
  videos.show(job.source, withTaughtModel(job.choice, model));
  for (const other of earlier(videos, job.source, model)) {
    // it has the place where both are kept
    if (other.info?.model.sha256 === sha256) videos.remove(other);
  }
  // opened to be taught on, and never analysed by what it was opened with
  if (job !== videos.current && job.counts.done === 0 && lessonOf(job.choice.model) === null) {
    void videos.cancel(job);
  }
  return videos.current;
}

/** What earlier models of the same lesson made of a video goes once it is labelled by another one. */
export function supersede(videos: Videos, job: AnalysisJob): void {
  if (job.state !== 'done' || lessonOf(job.choice.model) === null) return;
  for (const other of earlier(videos, job.source, job.choice.model)) {
    if (other.state !== 'running') void videos.cancel(other);
  }
}

/** The analyses of a video by other models of the same lesson. */
function earlier(videos: Videos, source: AnalysisJob['source'], model: string): AnalysisJob[] {
  const [video, lesson] = [videoOf(source), lessonOf(model)];
  return videos.jobs.filter(
    (each) => each.choice.model !== model && lessonOf(each.choice.model) === lesson && videoOf(each.source) === video,
  );
}
