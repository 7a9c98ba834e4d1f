/** A hidden page has no display frames; labelling goes on all the same, at this pace in milliseconds. */
const UNSEEN = 100;

/**
 * Resolves when the display has taken what was drawn. To wait for it before the next frame is to draw no faster than can
 * be shown: frames that pile up before a slow compositor would starve the page itself.
 */
export function displayed(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
