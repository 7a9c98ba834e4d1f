/** How the command ends; `perpixel --help` lists them. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line cannot be understood, or names what is not there. */
  usage: 2,
  /** Some videos could not be labelled; all others were. */
  some: 3,
  /** Results are missing, doubled, or of different kinds. */
  incomplete: 4,
  /** Ctrl-C, or the end that a cluster sets: 128 and the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const;

/** What is wrong and what to do about it, with the code that the command ends with. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly problem: string,
    readonly remedy: string,
    readonly exitCode: number = EXIT.failed,
    options?: ErrorOptions,
  ) {
    super(`${problem} ${remedy}`, options);
  }
}
