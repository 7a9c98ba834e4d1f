import type { KioskConfig } from '../config/config.ts';
import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';

/** Frames a second that are labelled behind the lesson: the supervisor sees that all is well, and the lesson has the machine. */
const BEHIND = 1;
/** While a visitor operates it: there is a cursor, and touches are theirs. */
const ATTENDED = 'attended';

export interface LessonOptions {
  readonly settings: Exclude<KioskConfig['learn'], false>;
  readonly viewer: PerPixelElement;
  /** The screen has a camera that works. */
  readonly camera: boolean;
  /** A tag such as `de-CH`. */
  readonly language: string;
}

/** The six steps over the picture, until the visitor goes back or has gone. Their code is fetched when they are first opened. */
export class KioskLesson {
  #close: (() => void) | null = null;
  #opening = false;

  /** Never rejects: where it cannot be had the picture stays. */
  async open({ settings: { seconds, source }, viewer, camera, language }: LessonOptions): Promise<void> {
    if (this.#close || this.#opening) return;
    this.#opening = true;
    try {
      const { languageFor } = await import('../../learn/kiosk.ts');
      const learn = document.createElement('pp-learn');
      Object.assign(learn, { wall: true, leaves: true, patience: seconds, language: languageFor([language]) });
      learn.source = source || (camera ? 'camera' : 'street');
      learn.addEventListener('pp-learn-left', () => this.close(), { once: true });
      viewer.rate = BEHIND;
      document.documentElement.classList.add(ATTENDED);
      document.body.append(learn);
      this.#close = () => {
        learn.remove();
        viewer.rate = null;
        document.documentElement.classList.remove(ATTENDED);
      };
    } catch (error) {
      console.warn('The lesson could not be opened.', error);
    } finally {
      this.#opening = false;
    }
  }

  /** Twice is harmless. */
  close(): void {
    this.#close?.();
    this.#close = null;
  }
}
