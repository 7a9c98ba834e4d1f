import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import type { Place } from '../lens/lens.ts';
import type { Network } from '../subject/network.ts';
import type { Specimen } from '../subject/specimen.ts';
import { blankedAround, fieldOf, sidesFor, type Sight } from './receptive-field.ts';

/** Pixels of the picture's side that count as all of it. */
const ALL = 2;

/** How much of a picture decides the label of one pixel, measured on the network: it is run on the picture with all else blanked. */
export class FieldMeasure {
  /** The picture as it was shown last; null: nothing is being measured, or was. */
  shown: ImageData | null = null;
  sights: readonly Sight[] = [];
  place: Place | null = null;
  side = 0;
  running = false;
  #turn = 0;

  constructor(
    private readonly onChange: () => void,
    private readonly onError: (error: PerPixelError) => void,
  ) {}

  /** The side of the square that decides; null: not measured. `Infinity`: the whole picture. */
  get field(): number | null {
    if (this.running || this.sights.length === 0) return null;
    const side = fieldOf(this.sights);
    const largest = this.sights.at(-1)?.side ?? 0;
    return side === null || side < largest / ALL ? side : Infinity;
  }

  async run(network: Network, { image, width, height }: Specimen, place: Place): Promise<void> {
    const turn = (this.#turn += 1);
    Object.assign(this, { sights: [], place, running: true });
    try {
      for (const side of sidesFor({ width, height })) {
        this.side = side;
        this.shown = blankedAround(image, place, side);
        this.onChange();
        const { probabilities, width: columns, height: rows } = await network.look(this.shown);
        if (turn !== this.#turn) return;
        const cell =
          Math.floor(((place.y + 0.5) * rows) / height) * columns + Math.floor(((place.x + 0.5) * columns) / width);
        const classes = (probabilities?.length ?? 0) / (columns * rows);
        const at = Array.from({ length: classes }, (_, id) => probabilities?.[id * columns * rows + cell] ?? 0);
        this.sights = [...this.sights, { side, probabilities: at }];
      }
    } catch (thrown) {
      if (turn === this.#turn) this.clear();
      this.onError(toPerPixelError(thrown, 'inference-failed', 'Try again.'));
    } finally {
      if (turn === this.#turn) {
        this.running = false;
        this.onChange();
      }
    }
  }

  /** What was measured holds no longer. */
  clear(): void {
    this.#turn += 1;
    Object.assign(this, { sights: [], place: null, running: false, shown: null });
  }
}
