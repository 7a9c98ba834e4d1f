import type { Background, ChosenBackground } from '../../core/background/background.ts';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import { openBackgroundFile, type BackgroundFile } from './background-file.ts';

export interface BackgroundEvents {
  /** Another one is in force. */
  onChange(): void;
  /** A file cannot be shown; what was in force stays. */
  onError(error: PerPixelError, chosen: ChosenBackground): void;
}

/** Which background is shown: what was chosen last, as soon as it can be, and until then the one before. */
export class BackgroundInForce {
  /** null: what the overlay shows by itself. */
  current: Background | null = null;
  /** The file that it is; null: none. */
  file: BackgroundFile | null = null;
  /** A file is on its way. */
  opening = false;
  #attempt = new AbortController();
  /** What was chosen last, be it in force or on its way. */
  #chosen: ChosenBackground | null = null;

  constructor(private readonly events: BackgroundEvents) {}

  /**
   * Resolves when it is in force, or something else was chosen.
   * @throws PerPixelError what is wrong with a file; `onError` hears of it too
   */
  async choose(chosen: ChosenBackground | null, sameOrigin: boolean): Promise<void> {
    if (isSame(chosen, this.#chosen)) return;
    this.#chosen = chosen;
    this.#attempt.abort();
    this.opening = false;
    if (chosen?.kind !== 'file') {
      this.#enter(chosen, null);
      return;
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.opening = true;
    this.events.onChange();
    try {
      const onError = (error: PerPixelError): void => {
        if (!attempt.signal.aborted) this.events.onError(error, chosen);
      };
      const file = await openBackgroundFile(chosen.file, { sameOrigin, signal: attempt.signal, onError });
      if (attempt.signal.aborted) file.close();
      else {
        this.opening = false;
        this.#enter({ kind: 'file', id: file.id }, file);
      }
    } catch (thrown) {
      if (attempt.signal.aborted) return;
      this.opening = false;
      // it may be tried again
      this.#chosen = null;
      const error = toPerPixelError(thrown, 'source-unavailable', 'Use another image or video.');
      this.events.onError(error, chosen);
      throw error;
    }
  }

  /** Twice is harmless. */
  close(): void {
    this.#attempt.abort();
    this.file?.close();
    this.file = null;
    this.current = null;
    this.#chosen = null;
  }

  #enter(background: Background | null, file: BackgroundFile | null): void {
    const before = this.file;
    this.current = background;
    this.file = file;
    this.events.onChange();
    before?.close();
  }
}

function isSame(a: ChosenBackground | null, b: ChosenBackground | null): boolean {
  if (a?.kind === 'file' && b?.kind === 'file') return a.file === b.file;
  return JSON.stringify(a) === JSON.stringify(b);
}
