/** What of a reply's values may be handed over: the memory of each array that is nobody else's, once. */
export function buffersOf(values: object): ArrayBuffer[] {
  const buffers = Object.values(values).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
  return [...new Set(buffers)];
}
