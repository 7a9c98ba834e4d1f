/** Does something a while after it is asked for, once for all that ask meanwhile. @param wait milliseconds */
export function rarely(wait: number, act: () => void): () => void {
  let scheduled = false;
  return () => {
    if (scheduled) return;
    scheduled = true;
    // not by display frames: a page that shows none still counts on
    setTimeout(() => {
      scheduled = false;
      act();
    }, wait);
  };
}
