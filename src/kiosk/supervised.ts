import type { PerPixelError } from '../shared/errors.ts';
import type { FaultKind } from '../shared/kiosk/health.ts';

/** Whoever sees to what goes wrong in a player, in place of the player itself. */
export interface Caretaker {
  /** A frame was labelled. @param frameTime milliseconds of its stages together */
  beat(frameTime: number): void;
  fault(fault: FaultKind, error: PerPixelError): void;
}

/** A player as its caretaker sees it. */
export interface Supervised {
  /** null: the player sees to itself again. */
  caretaker: Caretaker | null;
  /** Opens a source, and a model if none is open. What is shown stays until the new source gives a frame. */
  open(source: string): Promise<void>;
}
