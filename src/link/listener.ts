/** Someone's callback: what it throws is reported as an event listener's is, and no fault of the work that calls it. */
export function listener<T>(callback: ((value: T) => void) | undefined): (value: T) => void {
  return (value) => {
    try {
      callback?.(value);
    } catch (error) {
      reportError(error);
    }
  };
}

/**
 * Hands a call something to tell its progress by, and hands on what is told until the call settles. What a worker tells
 * comes by a channel of its own, on which the last of it may arrive after the reply: a caller that has gone on would
 * show it for ever.
 */
export async function whileCalled<Told extends unknown[], Result>(
  callback: (...told: Told) => void,
  call: (hears: (...told: Told) => void) => Promise<Result>,
): Promise<Result> {
  let open = true;
  try {
    return await call((...told) => {
      if (open) callback(...told);
    });
  } finally {
    open = false;
  }
}
