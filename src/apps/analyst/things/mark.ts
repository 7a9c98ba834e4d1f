import type { Box } from '../../../core/instances/instance.ts';
import { shadeOf } from '../../../core/instances/shade.ts';
import type { AnalysisJob } from '../job.ts';

/** A thing that is pointed out in the picture. */
export interface Mark {
  readonly text: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** Pixels of the frame. */
  readonly box: Box;
}

/** Where the thing of a track is in the shown frame; null: it is not in it. */
export function markOf({ series, shown, info }: AnalysisJob, track: number): Mark | null {
  if (track === 0 || !shown || shown.lost) return null;
  const instance = series?.things?.of(shown.index)?.find((each) => each.track === track);
  const found = instance && info?.model.classes[instance.classId];
  if (!found) return null;
  return { text: `${found.name} ${track}`, colour: shadeOf(found.colour, track), box: instance.box };
}
