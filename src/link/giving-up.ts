/** What the work comes to; where the signal fires before, the other side is told, so that it need not begin. */
export async function givingUp<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  tell: () => Promise<unknown>,
): Promise<T> {
  const told = (): void => void tell().catch(() => undefined);
  signal?.addEventListener('abort', told);
  try {
    return await work;
  } finally {
    signal?.removeEventListener('abort', told);
  }
}
