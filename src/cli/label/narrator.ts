import { createColors } from 'picocolors';
import { clock } from '../query/clock.ts';
import { printable } from '../terminal/printable.ts';
import type { LabelEvents, Outcome, Tally } from './label-videos.ts';

/** A terminal, or whatever the output goes to. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** A bar for the video that is under way; null where nobody watches. */
export interface Bar {
  show(name: string, done: number, total: number, speed: string, left: string): void;
  hide(): void;
}

/** Without a terminal a line says how far it is once in so many seconds. */
const EVERY = 30;

/**
 * Says how labelling goes: a bar with speed and time left where somebody watches, lines otherwise.
 * @param colours whether there may be any
 */
export function narrator(screen: Screen, bar: Bar | null, colours: boolean): LabelEvents & { end(tally: Tally): void } {
  const { bold, dim, green, red, yellow } = createColors(colours);
  const started = performance.now();
  let [mine, place] = [0, 0];
  let name = '';
  let pace = { began: 0, first: 0 };
  let said = 0;
  const line = (text: string): void => {
    bar?.hide();
    screen.write(`${text}\n`);
  };
  return {
    begin(count, all) {
      mine = count;
      if (count !== all) line(`${count} of ${all} videos are this process’s`);
    },
    video(next, at) {
      [name, place] = [printable(next), at];
      pace = { began: performance.now(), first: -1 };
      said = performance.now();
    },
    frame(done, total, resumed) {
      if (pace.first < 0) {
        pace = { began: performance.now(), first: done };
        if (resumed > 0) line(`${name}: goes on behind frame ${resumed} of ${total}`);
      }
      const now = performance.now();
      const speed = (done - pace.first) / Math.max(1e-3, (now - pace.began) / 1000);
      const left = speed > 0 ? clock((total - done) / speed).replace(/\.\d+$/, '') : '?';
      const fast = `${speed.toFixed(1)} frames/s`;
      bar?.show(`${place}/${mine} ${name}`, done, total, fast, left);
      if (bar || now - said < EVERY * 1000) return;
      said = now;
      line(`${name}: ${done} of ${total} frames, ${fast}, ${left} left`);
    },
    draw(done, total) {
      bar?.show(`${place}/${mine} ${name}`, done, total, 'drawing', '');
    },
    busy(which) {
      line(`${yellow('waits')}  ${printable(which)}: another process is at it`);
    },
    done(which, outcome) {
      line(outcomeLine(printable(which), outcome));
    },
    end({ made, kept, failed }) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const parts = [`${made} labelled`, ...(kept > 0 ? [`${kept} done before`] : [])];
      line(bold(`${parts.join(', ')}${failed > 0 ? `, ${red(`${failed} failed`)}` : ''}; ${seconds} s`));
    },
  };

  function outcomeLine(which: string, outcome: Outcome): string {
    switch (outcome.kind) {
      case 'made': {
        const lost = outcome.lost > 0 ? `, ${outcome.lost} could not be decoded` : '';
        const frames = outcome.frames - outcome.resumed;
        const speed = frames / Math.max(1e-3, (performance.now() - pace.began) / 1000);
        return `${green('done')}   ${which}: ${outcome.frames} frames${lost}, ${speed.toFixed(1)} frames/s`;
      }
      case 'kept':
        return dim(`done   ${which}: was there already`);
      case 'failed':
        return `${red('failed')} ${which}: ${outcome.error.message}`;
    }
  }
}
