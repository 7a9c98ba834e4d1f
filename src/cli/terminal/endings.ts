import { EXIT } from './command-error.ts';

/** How the system or a person ends the command. */
export interface Endings {
  readonly signal: AbortSignal;
  /** What it ends with, once it was ended. */
  readonly code: number | null;
  /** From then on the system's own way holds again. */
  stop(): void;
}

/** Ctrl-C, and the end that Slurm and Kubernetes give notice of: what is under way is put down first. A second one ends at once. */
export function endings(): Endings {
  const controller = new AbortController();
  let code: number | null = null;
  const end = (with_: number) => (): void => {
    if (code !== null) process.exit(with_);
    code = with_;
    controller.abort();
  };
  const [interrupt, terminate] = [end(EXIT.interrupted), end(EXIT.terminated)];
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    stop() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', terminate);
    },
  };
}
