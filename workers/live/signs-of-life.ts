/** One a second says as much as a hundred. */
const EVERY_MS = 1000;

/** Who hears that a worker gets on with what takes it long. Those who wait for their turn in it hear it too. */
export interface SignsOfLife {
  /** It did something; told once a second at most. */
  tell(): void;
  hear(listener: () => void): void;
  /** Hears no more. */
  leave(listener: () => void): void;
}

/** @param now milliseconds; default: of the browser */
export function createSignsOfLife(now = () => performance.now()): SignsOfLife {
  const listeners = new Set<() => void>();
  let last = -Infinity;
  return {
    tell() {
      if (now() - last < EVERY_MS) return;
      last = now();
      for (const listener of listeners) listener();
    },
    hear: (listener) => void listeners.add(listener),
    leave: (listener) => void listeners.delete(listener),
  };
}
