import type { LiveTeaching } from '../../live/teach/live-teaching.ts';
import type { Notice } from './notice.ts';
import { passing } from './passing-notices.ts';

/** The id of the notice's button that brings back what was taught before. */
export const BRING_BACK = 'teach-back';

/** What was taught before it was taken away, or something took its place: whoever is told of that can have it back at once. */
export class TaughtBefore {
  /** A lesson with its pictures; null: nothing was. */
  file: Blob | null = null;

  constructor(private readonly notice: Notice) {}

  /** Takes something of it away. @param said that it is gone */
  async take(teaching: LiveTeaching, said: string, taking: () => Promise<void>): Promise<void> {
    const before = await teaching.save({ pictures: true });
    await taking();
    this.#offer(before, said, 'Bring it back');
  }

  /** A lesson's file, which may be our own, takes its place. @throws PerPixelError `teaching-invalid` */
  async load(teaching: LiveTeaching, file: Blob): Promise<void> {
    const before = teaching.state.strokes > 0 ? await teaching.save({ pictures: true }) : null;
    const back = file === this.file;
    await teaching.load(file);
    this.file = null;
    if (!before) return;
    if (back) this.#offer(before, 'That is back.', 'Take it away again');
    else this.#offer(before, 'What the file holds took the place of what you taught before.', 'Bring that back');
  }

  #offer(before: Blob, said: string, label: string): void {
    this.file = before;
    this.notice.show(passing(said, [{ id: BRING_BACK, label }]));
  }
}
