/** A hidden page has no display frames; labelling goes on all the same, at this pace in milliseconds. */
const UNSEEN = 100;

/** The last drawing was seen by nobody, as far as the display tells. */
let unseen = false;

/** The display's next frame; null: nobody waits for it. */
let next: Promise<number> | null = null;

/**
 * Resolves behind the display's next frame, which takes what is on the canvases; in a hidden page, when it is seen again.
 * @returns when that was, `performance.timeOrigin + performance.now()`
 */
export function displayFrame(): Promise<number> {
  next ??= new Promise((resolve) => {
    requestAnimationFrame(() => {
      next = null;
      const at = performance.timeOrigin + performance.now();
      // the pictures leave at the end of this task
      setTimeout(() => resolve(at));
    });
  });
  return next;
}

/**
 * Resolves when the display has taken what was drawn. To wait for it before the next frame is to draw no faster than can
 * be shown: frames that pile up before a slow compositor would starve the page itself.
 * @param captured somebody takes the pictures besides the display, a call maybe: nothing holds them up while the page is hidden
 * @returns when that was, `performance.timeOrigin + performance.now()`; null: nobody looks
 */
export function displayed(captured = false): Promise<number | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => {
        unseen = true;
        resolve(null);
      },
      captured && unseen ? 0 : UNSEEN,
    );
    void displayFrame().then((at) => {
      unseen = false;
      clearTimeout(timer);
      resolve(at);
    });
  });
}
