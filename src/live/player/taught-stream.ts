import type { Size } from '../../core/geometry/fit.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import type { Head } from '../../core/teaching/head.ts';
import type { TeachableStream } from '../teach/live-teaching.ts';
import { noTrunk } from '../teach/refusals.ts';
import type { TrunkClient } from '../teach/trunk-client.ts';
import type { Stream } from './stream.ts';

/** A stream whose model is taught. */
export class TaughtStream implements TeachableStream {
  #frozen = false;
  /** A film that was playing goes on. */
  #plays = false;
  /** The picture is another one than the source's. */
  #strange = false;

  constructor(private readonly stream: Stream) {}

  get model(): ModelSpec | null {
    return this.stream.live.info?.model ?? null;
  }

  get trunk(): TrunkClient | null {
    return this.stream.live.current?.trunk ?? null;
  }

  get frozen(): boolean {
    return this.#frozen && !this.stream.flows;
  }

  /** What is shown stays; a camera goes on, and nobody looks at what it sees. */
  async freeze(): Promise<void> {
    const { source } = this.stream;
    if (this.frozen) return;
    this.#frozen = true;
    this.#plays = source !== null && !source.traits.holdsDevice && !source.playback.paused;
    if (this.#plays) source?.pause();
    await this.stream.unfeed();
  }

  async show(picture: Blob, { width, height }: Size): Promise<void> {
    const client = this.stream.live.current;
    if (!client) throw noTrunk();
    await this.freeze();
    const resized = { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const;
    const frame = await createImageBitmap(picture, resized);
    this.#strange = true;
    // no label of the frame before is smoothed into it
    await client.forget().catch(() => null);
    const seconds = this.stream.source?.playback.time ?? 0;
    this.stream.framed(await client.present(frame, { seconds, captured: null, truth: null }));
  }

  async thaw(): Promise<void> {
    const { frozen } = this;
    this.#frozen = false;
    if (this.#strange) await this.stream.live.current?.forget().catch(() => null);
    this.#strange = false;
    // something else is on by now
    if (!frozen) return;
    this.stream.feed();
    if (this.#plays) await this.stream.source?.play();
  }

  async teach(head: Head | null): Promise<void> {
    const { presentation, source } = this.stream;
    const rests = this.frozen || (source?.playback.paused ?? true);
    const report = await presentation.setHead(head, rests);
    if (report) this.stream.framed(report);
  }
}
