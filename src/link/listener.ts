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
 * Gives a call a callback for its progress, and passes progress on until the call settles. A worker's progress comes by a
 * channel of its own, on which the last of it may arrive after the reply: a caller that has gone on would show it for ever.
 */
export async function whileCalled<Args extends unknown[], Result>(
  callback: (...args: Args) => void,
  call: (hears: (...args: Args) => void) => Promise<Result>,
): Promise<Result> {
  let open = true;
  try {
    return await call((...args) => {
      if (open) callback(...args);
    });
  } finally {
    open = false;
  }
}
