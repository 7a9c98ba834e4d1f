import type { PerPixelError } from '../../../core/errors/errors.ts';
import { toPerPixelError } from '../../../core/errors/errors.ts';
import { Network } from './network.ts';
import type { Labelled, Specimen } from './specimen.ts';

export interface OpinionEvents {
  onChange(): void;
  onError(error: PerPixelError): void;
}

/** What another network says of the specimen that is looked at: one is labelled at a time, and always the newest. */
export class SecondOpinion {
  readonly #network: Network;
  #said: Labelled | null = null;
  #busy = false;
  #failed = false;

  constructor(
    readonly model: string,
    private readonly events: OpinionEvents,
  ) {
    this.#network = new Network(model);
  }

  /** The newest that it has said; of an earlier specimen while this one is being labelled; null: nothing yet. */
  of(specimen: Specimen): Labelled | null {
    if (!this.#busy && !this.#failed && this.#said?.specimen !== specimen) void this.#ask(specimen);
    return this.#said;
  }

  close(): void {
    this.#failed = true;
    this.#network.close();
  }

  async #ask(specimen: Specimen): Promise<void> {
    this.#busy = true;
    try {
      this.#said = await this.#network.label(specimen);
    } catch (thrown) {
      if (this.#failed) return;
      this.#failed = true;
      this.events.onError(toPerPixelError(thrown, 'inference-failed', 'Go on with the next step.'));
    } finally {
      this.#busy = false;
      this.events.onChange();
    }
  }
}
