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
