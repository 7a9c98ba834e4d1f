/** Waits for work, but no longer than so many milliseconds: what goes wrong in that time is thrown, what goes wrong later is nobody's. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: unknown;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
