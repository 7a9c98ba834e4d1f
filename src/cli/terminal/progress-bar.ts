import { Presets, SingleBar } from 'cli-progress';
import type { Bar } from '../label/narrator.ts';

/** A bar in the last line of a terminal. */
export function progressBar(stream: NodeJS.WriteStream): Bar {
  let bar: SingleBar | null = null;
  return {
    show(name, done, total, speed, left) {
      if (!bar) {
        bar = new SingleBar(
          {
            format: '{name} {bar} {value}/{total} frames  {speed}  {left} left',
            stream,
            barsize: 24,
            hideCursor: true,
            clearOnComplete: true,
            linewrap: false,
            fps: 10,
            noTTYOutput: false,
          },
          Presets.shades_classic,
        );
        bar.start(total, done, { name: '', speed: '', left: '' });
      }
      bar.setTotal(total);
      bar.update(done, { name, speed, left });
    },
    hide() {
      bar?.stop();
      bar = null;
    },
  };
}
