import { after } from './unthrottled.ts';

/** Display frames that stay away this long do not come: the page is hidden, or nobody draws it. Milliseconds. */
const PATIENCE = 100;
/** The pace without them. */
const PACE = 1000 / 60;

/**
 * Calls back for each frame of the display. Where there is none (a hidden tab, a window behind others, a frame out of sight)
 * it goes on by the clock.
 * @param onTick is told which of the two it was
 * @returns ends it
 */
export function ticks(onTick: (byDisplay: boolean) => void): () => void {
  let displayed = true;
  let handle = 0;
  let cancel = (): void => undefined;
  const stop = (): void => {
    cancelAnimationFrame(handle);
    cancel();
  };
  const next = (): void => {
    stop();
    handle = requestAnimationFrame(() => tick(true));
    const seen = displayed && document.visibilityState === 'visible';
    cancel = after(seen ? PATIENCE : PACE, () => tick(false));
  };
  const tick = (byDisplay: boolean): void => {
    displayed = byDisplay;
    next();
    onTick(byDisplay);
  };
  next();
  return stop;
}
