/** A page that nobody sees draws no frames. */
const UNSEEN = 100;

/** Resolves when the page has drawn so many frames more, or might have, were it seen. */
export async function pageFrames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await pageFrame();
}

function pageFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN);
    globalThis.requestAnimationFrame?.(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
