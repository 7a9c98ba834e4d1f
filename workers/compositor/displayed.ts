/** A hidden page has no display frames; labelling goes on all the same, at this pace in milliseconds. */
const UNSEEN = 100;

/**
 * Resolves when the display has taken what was drawn. To wait for it before the next frame is to draw no faster than can
 * be shown: frames that pile up before a slow compositor would starve the page itself.
 * @returns when that was, `performance.timeOrigin + performance.now()`; null: nobody looks
 */
export function displayed(): Promise<number | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), UNSEEN);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve(performance.timeOrigin + performance.now());
    });
  });
}
