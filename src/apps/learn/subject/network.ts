import type { RefineOptions } from '../../../core/refine/stages.ts';
import { createSegmenter, type Segmentation, type Segmenter } from '../../../live/segmenter.ts';
import { likeliest, type Labelled, type Specimen } from './specimen.ts';

/** Edges drawn onto the picture's, stray specks taken in: what is compared with the raw labels. */
const REFINE: RefineOptions = { minRegion: 24, guided: { radius: 3, epsilon: 0.0005, gain: 1.5 } };

const OUTPUTS = ['probabilities', 'confidence', 'entropy', 'instances', 'panoptic'] as const;

/** A network that labels specimens with all that there is to be seen of it. Opened when it is first asked. */
export class Network {
  readonly #closing = new AbortController();
  #segmenter: Promise<Segmenter> | null = null;

  /** @param model a bundled id, or a manifest's address */
  constructor(readonly model: string) {}

  /** @throws PerPixelError as of `createSegmenter` and `segment` */
  async label(specimen: Specimen): Promise<Labelled> {
    const segmenter = await this.#open();
    const { image, width, height } = specimen;
    const maps = await segmenter.segment(image, { outputs: OUTPUTS, signal: this.#closing.signal });
    const raw = maps.probabilities ? likeliest(maps.probabilities, width * height) : Uint8Array.from(maps.labelMap);
    return { specimen, model: segmenter.model, maps, raw };
  }

  /** The probabilities of a picture on the network's own grid. */
  async look(image: ImageData): Promise<Segmentation> {
    const segmenter = await this.#open();
    return segmenter.segment(image, { outputs: ['probabilities'], at: 'model', signal: this.#closing.signal });
  }

  /** Twice is harmless. */
  close(): void {
    this.#closing.abort();
    void this.#segmenter?.then(
      (segmenter) => segmenter.close(),
      () => undefined,
    );
  }

  #open(): Promise<Segmenter> {
    this.#segmenter ??= createSegmenter({ model: this.model, refine: REFINE, signal: this.#closing.signal });
    // what failed is tried anew
    this.#segmenter.catch(() => (this.#segmenter = null));
    return this.#segmenter;
  }
}
