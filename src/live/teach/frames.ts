import { PerPixelError } from '../../core/errors/errors.ts';
import type { FrameFacts } from '../../core/teaching/lesson.ts';
import type { TaughtPicture } from '../../protocol/teaching.ts';
import type { PreparedFrame } from '../frame-input.ts';
import { gone } from './refusals.ts';
import type { TaughtFrame } from './teaching-state.ts';
import type { TrunkClient } from './trunk-client.ts';

interface Held extends TaughtFrame {
  /** Where its features are, and its number there; null: they were not kept. */
  readonly features: { readonly trunk: TrunkClient; readonly held: number } | null;
}

/** A taught frame that can be gone back to. */
export interface ShownFrame extends TaughtFrame {
  readonly picture: Blob;
}

/** Pictures of so many frames are kept, of the newest: some 15 MB. */
export const MOST_PICTURES = 200;

/** The frames that are stroked, or can be: where their features are, and a picture of each. */
export class Frames {
  readonly #all = new Map<number, Held>();
  #last = 0;

  /** As they are known here, of those that a lesson has. */
  of(frames: readonly FrameFacts[]): TaughtFrame[] {
    return frames.map(({ id, width, height }) => {
      const { picture = null } = this.#all.get(id) ?? {};
      return { id, width, height, picture };
    });
  }

  /**
   * Keeps a frame's features.
   * @param frame null: the one that is shown
   * @param as the number that it had before; default: it is a new one
   */
  async hold(trunk: TrunkClient, frame: PreparedFrame | null, as?: number): Promise<TaughtFrame> {
    const { id: held, width, height, picture } = await trunk.hold(frame);
    const id = as ?? this.#last + 1;
    this.#last = Math.max(this.#last, id);
    const kept: Held = { id, width, height, picture, features: { trunk, held } };
    this.#all.set(id, kept);
    return kept;
  }

  /** Keeps the features of a frame again, of its picture where they are gone. @throws PerPixelError `frame-invalid` */
  async holdAgain(trunk: TrunkClient, id: number): Promise<ShownFrame> {
    const frame = this.#all.get(id);
    const picture = frame?.picture;
    if (!frame || !picture) throw notKept();
    const { features } = frame;
    if (features?.trunk === trunk) return { ...frame, picture };
    const { id: held } = await trunk.hold({ input: picture, transferred: false, copies: 0 }, false);
    const again = { ...frame, picture, features: { trunk, held } };
    this.#all.set(id, again);
    return again;
  }

  /** Where a frame's features are. @throws PerPixelError `frame-invalid` */
  features(id: number, at: TrunkClient | null): TaughtFrame & { readonly held: number; readonly trunk: TrunkClient } {
    const frame = this.#all.get(id);
    if (!frame?.features || frame.features.trunk !== at) throw gone();
    return { ...frame, ...frame.features };
  }

  /** Its features are not needed any more. @param stays it is stroked */
  async letGo(id: number, stays: boolean): Promise<void> {
    const frame = this.#all.get(id);
    if (!frame) return;
    if (stays) this.#all.set(id, { ...frame, features: null });
    else this.#all.delete(id);
    await frame.features?.trunk.letGo(frame.features.held).catch(() => null);
    this.#forgetPictures();
  }

  /** Others take their places. */
  async replace(frames: readonly FrameFacts[], pictures: readonly TaughtPicture[]): Promise<void> {
    const before = [...this.#all.values()];
    const shown = new Map(pictures.map(({ id, picture }) => [id, picture]));
    this.#all.clear();
    for (const { id, width, height } of frames) {
      this.#all.set(id, { id, width, height, picture: shown.get(id) ?? null, features: null });
      this.#last = Math.max(this.#last, id);
    }
    this.#forgetPictures();
    for (const { features } of before) await features?.trunk.letGo(features.held).catch(() => null);
  }

  #forgetPictures(): void {
    const pictured = [...this.#all.values()].filter(({ picture }) => picture !== null);
    for (const frame of pictured.slice(0, -MOST_PICTURES)) this.#all.set(frame.id, { ...frame, picture: null });
  }
}

function notKept(): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    'Of that frame no picture is kept.',
    'Stroke on another one; what was stroked on this one still counts.',
  );
}
