import { NewestSlot } from '../../../core/async/newest-slot.ts';
import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import type { Size } from '../../../core/geometry/fit.ts';
import type { Truth } from '../../../core/truth/truth.ts';
import { suitableModel } from '../../../core/manifest/catalog.ts';
import { isStreet } from '../../../core/labels/street-sight.ts';
import { shownSize, type StreamFrame } from '../../../platform/stream-frame.ts';
import { openSource } from '../../../sources/open-source.ts';
import type { FrameSink, FrameSource } from '../../../sources/source.ts';
import { Network } from './network.ts';
import type { Labelled, Specimen } from './specimen.ts';

export interface SubjectEvents {
  /** Another picture, or its labels. */
  onChange(): void;
  onError(error: PerPixelError): void;
}

/** Pixels of the longer side: each of them is labelled, enlarged and counted. */
const LONGEST = 640;
/** Milliseconds from one specimen to the next, at least: what is looked at must be seen. */
const PACE = 180;
/** What a file is first taken to show. */
const STREETS = 'driving-street';

interface Arrived {
  readonly frame: StreamFrame;
  readonly truth: Truth | null;
  close(): void;
}

/** What is looked at: frames of a source, one at a time, each labelled before the next one is taken. */
export class Subject {
  specimen: Specimen | null = null;
  labelled: Labelled | null = null;
  network: Network | null = null;
  #frozen = false;
  #thaw: (() => void) | null = null;
  #source: FrameSource | null = null;
  readonly #slot = new NewestSlot<Arrived>(() => this.#makeRoom());
  readonly #closing = new AbortController();
  #room: (() => void)[] = [];

  constructor(
    readonly from: string | Blob,
    /** Empty: what suits the picture. */
    private readonly model: string,
    private readonly events: SubjectEvents,
  ) {}

  get frozen(): boolean {
    return this.#frozen;
  }

  /** Whether there is more than one picture to it. */
  get moves(): boolean {
    return this.#source?.traits.moves ?? false;
  }

  set frozen(frozen: boolean) {
    this.#frozen = frozen;
    if (!frozen) this.#thaw?.();
  }

  /** Begins; resolves when it is over. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#closing;
    try {
      const { onError } = this.events;
      const onChange = (): void => undefined;
      const source = await openSource(this.from, { sameOrigin: true, signal, onChange, onError });
      if (signal.aborted) {
        source.close();
        return;
      }
      this.#source = source;
      source.truth = true;
      source.setLoop(true);
      await source.play();
      source.feed(this.#sink());
      while (!signal.aborted) await this.#next(source);
    } catch (thrown) {
      if (!signal.aborted)
        this.events.onError(toPerPixelError(thrown, 'source-unavailable', 'Choose another picture.'));
    }
  }

  /** Twice is harmless. */
  close(): void {
    this.#closing.abort();
    this.#source?.feed(null);
    this.#source?.close();
    this.#slot.close();
    this.network?.close();
    this.#thaw?.();
    this.#makeRoom();
  }

  #sink(): FrameSink {
    return {
      offer: (frame, { truth }) => this.#slot.offer({ frame, truth, close: () => frame.close() }),
      room: () => new Promise((resolve) => this.#room.push(resolve)),
    };
  }

  #makeRoom(): void {
    for (const resolve of this.#room.splice(0)) resolve();
  }

  async #next(source: FrameSource): Promise<void> {
    if (this.#frozen && this.labelled) await new Promise<void>((resolve) => (this.#thaw = resolve));
    const began = performance.now();
    const arrived = await this.#slot.take();
    this.#makeRoom();
    if (!arrived) return;
    const specimen = taken(arrived, source.mirrored);
    arrived.close();
    // the first one is seen while the network is still on its way
    if (!this.specimen) {
      this.specimen = specimen;
      this.events.onChange();
    }
    this.network ??= await this.#suitable(specimen, source);
    const labelled = await this.network.label(specimen);
    if (this.#closing.signal.aborted) return;
    this.specimen = specimen;
    this.labelled = labelled;
    this.events.onChange();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, PACE - (performance.now() - began))));
  }

  async #suitable(specimen: Specimen, source: FrameSource): Promise<Network> {
    if (this.model) return new Network(this.model);
    const { traits, size } = source;
    if (traits.model) return new Network(traits.model);
    if (traits.holdsDevice) return new Network(suitableModel(size));
    const street = new Network(STREETS);
    const { maps, model } = await street.label(specimen);
    const road = model.classes.find(({ name }) => name === 'road')?.id ?? 0;
    if (isStreet({ ...maps, confidence: maps.confidence ?? new Float32Array(), road })) return street;
    street.close();
    return new Network(suitableModel(size));
  }
}

/** The frame's pixels, as they are shown. */
function taken({ frame, truth }: Arrived, mirrored: boolean): Specimen {
  const { width, height } = fitted(shownSize(frame));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('No 2D canvas could be had.');
  if (mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(frame, 0, 0, width, height);
  const exact = truth && truth.width === width && truth.height === height ? truth : null;
  return { image: context.getImageData(0, 0, width, height), truth: exact, width, height };
}

function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
