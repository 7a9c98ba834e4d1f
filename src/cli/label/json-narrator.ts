import type { LabelEvents, Tally } from './label-videos.ts';
import type { Screen } from './narrator.ts';

/** For programs: a line of JSON a video, and one at the end. */
export function jsonNarrator(screen: Screen): LabelEvents & { end(tally: Tally): void } {
  const say = (line: object): void => void screen.write(`${JSON.stringify(line)}\n`);
  return {
    begin() {},
    video() {},
    frame() {},
    draw() {},
    busy() {},
    done(video, outcome) {
      if (outcome.kind !== 'failed') say({ video, ...outcome });
      else {
        const { code, problem, remedy } = outcome.error;
        say({ video, kind: 'failed', code, problem, remedy });
      }
    },
    end(tally) {
      say(tally);
    },
  };
}
