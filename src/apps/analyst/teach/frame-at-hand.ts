import { PerPixelError } from '../../../core/errors/errors.ts';
import type { Stroke } from '../../../core/teaching/stroke.ts';
import type { Teaching } from '../../../live/teach/teaching.ts';
import type { TaughtFrame } from '../../../live/teach/teaching-state.ts';
import type { TrunkClient } from '../../../live/teach/trunk-client.ts';
import type { Bench } from './bench.ts';
import type { FrameSource, TaughtPicture } from './frame-source.ts';
import { isSamePlace, type Place } from './place.ts';

/** A frame whose features a worker keeps. */
interface Held {
  readonly picture: TaughtPicture;
  readonly frame: TaughtFrame;
  readonly trunk: TrunkClient | null;
}

/** The frame that is drawn, and what has to be known of one to stroke it. */
export class FrameAtHand {
  /** null: none is drawn. */
  picture: TaughtPicture | null = null;
  /** The strokes on it, oldest first. */
  drawn: readonly Stroke[] = [];
  #held: Held | null = null;
  /** Whose worker drew it. */
  #drawnBy: TrunkClient | null = null;

  /** @param places where taught frames are from, by their ids */
  constructor(
    private readonly bench: Bench,
    private readonly places: Map<number, Place>,
  ) {}

  async present(source: FrameSource, teaching: Teaching): Promise<void> {
    const frame = await source.frame();
    if (this.#held) await teaching.letGo(this.#held.frame);
    this.#held = null;
    this.picture = null;
    this.drawn = [];
    if (!frame) return;
    const { width, height } = await this.bench.present(frame, source.place.seconds);
    this.#drawnBy = this.bench.trunk;
    this.picture = { source, width, height };
  }

  /**
   * The frame as one that can be stroked, under the id that it had when it was stroked before.
   * @throws PerPixelError `frame-invalid`
   */
  async hold(picture: TaughtPicture, teaching: Teaching): Promise<TaughtFrame> {
    const { trunk } = this.bench;
    if (this.#held?.picture === picture && this.#held.trunk === trunk) return this.#held.frame;
    const { place } = picture.source;
    const known = this.#idOf(place);
    const frame = await teaching.hold(await this.#input(picture), known);
    if (known !== undefined && known !== frame.id) this.places.delete(known);
    this.places.set(frame.id, place);
    if (picture === this.picture) this.#held = { picture, frame, trunk };
    return frame;
  }

  /** The number of the frame, where it has strokes; undefined: it has none. */
  get stroked(): number | undefined {
    return this.picture && this.drawn.length > 0 ? this.#idOf(this.picture.source.place) : undefined;
  }

  /** The strokes on it may be others by now. */
  async look(teaching: Teaching): Promise<void> {
    const { picture } = this;
    const id = picture ? this.#idOf(picture.source.place) : undefined;
    // of a worker that is gone nothing is learnt
    const drawn = id === undefined ? [] : await teaching.strokesOn({ id }).catch(() => this.drawn);
    if (picture === this.picture) this.drawn = drawn;
  }

  /** What was held is nothing to whoever teaches now. */
  forget(): void {
    this.#held = null;
  }

  #idOf(place: Place): number | undefined {
    return [...this.places].find(([, other]) => isSamePlace(other, place))?.[0];
  }

  /** null: it is the one that is drawn. */
  async #input(picture: TaughtPicture): Promise<Parameters<Teaching['hold']>[0]> {
    if (picture === this.picture && this.#drawnBy === this.bench.trunk) return null;
    const input = await picture.source.frame();
    if (input) return { input, transferred: true, copies: 0 };
    throw new PerPixelError('frame-invalid', 'That frame cannot be decoded any more.', 'Stroke on another one.');
  }
}
