import type { Overlay } from '../../core/view/overlay.ts';
import { overlayInForce } from './settings.ts';

/** Which overlay is seen: the one that is named, or what a name that is none leaves in force. */
export class OverlayInForce {
  /** null: nothing of the picture. */
  shown: Overlay | null = 'labels';
  /** The last one that is one of ours; null: none has been named or seen. */
  #last: Overlay | null = null;

  /** Nobody has named one yet, nor has a picture been seen. */
  get unsaid(): boolean {
    return this.#last === null;
  }

  /** @returns what is seen from now on */
  take(named: Parameters<typeof overlayInForce>[0]): Overlay | null {
    this.shown = overlayInForce(named, this.#last);
    return this.shown;
  }

  /** What is shown now was named, or is seen: a name that is none leaves it in force. */
  keep(): void {
    this.#last = this.shown;
  }

  /** A picture is seen, by default maybe, with nothing ever named. */
  seen(): void {
    this.#last ??= this.shown;
  }
}
