import { PerPixelError } from '../../core/errors/errors.ts';
import { blankHead, type Head } from '../../core/teaching/head.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { TaughtHead } from '../../protocol/teaching.ts';

/** The head that frames are labelled with, from the first fit on. */
export class HeadInForce {
  /** null: there is none yet. */
  fitted: TaughtHead | null = null;

  /**
   * @param channels of a sample
   * @param teach has frames labelled with it
   */
  constructor(
    private readonly channels: number,
    private readonly teach: (head: Head) => Promise<void>,
  ) {}

  /** @throws PerPixelError `teaching-incomplete` where nothing was fitted */
  get head(): Head {
    if (this.fitted) return this.fitted.head;
    throw new PerPixelError(
      'teaching-incomplete',
      'Nothing is taught yet.',
      'Stroke two classes or more, one of which may be the background, and fit them.',
    );
  }

  async set(fitted: TaughtHead): Promise<void> {
    this.fitted = fitted;
    await this.teach(fitted.head);
  }

  /** All is background again. */
  async forget(background: TaughtClass): Promise<void> {
    this.fitted = null;
    await this.teach(blankHead(background, this.channels));
  }

  /** The same weights under other names and colours. */
  async rename(classes: readonly TaughtClass[]): Promise<void> {
    if (!this.fitted) return;
    const { head } = this.fitted;
    await this.set({ ...this.fitted, head: { ...head, classes: classes.slice(0, head.classes.length) } });
  }
}
