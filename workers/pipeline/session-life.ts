import type { Chosen } from '../model/choose-backend.ts';

/** How long an engine lasts, whichever sessions use it one after the other. */
export interface SessionLife {
  /** Resolves with the reason when the graphics device is lost; never on WASM. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

/** @param others what goes with it; closed before */
export function lifeOf(
  { engine, gpu }: Pick<Chosen, 'engine' | 'gpu'>,
  others: readonly ({ close(): void | Promise<void> } | null | undefined)[],
): SessionLife {
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    const tell = (reason: string): void => {
      if (!closed) resolve(reason);
    };
    void gpu?.device.lost.then((info) => tell(info.message || info.reason));
    // a refused command leaves a frame undrawn: a new device is safer than one that goes on so
    gpu?.device.addEventListener('uncapturederror', ({ error }) => tell(error.message));
  });
  return {
    lost,
    async close() {
      if (closed) return;
      closed = true;
      for (const each of [...others, engine]) await Promise.resolve(each?.close()).catch(() => undefined);
      gpu?.close();
    },
  };
}
