import type { Phase } from './minute.ts';
import type { TeachTexts } from './texts.ts';

/** A large button. */
export interface Press {
  readonly label: string;
  readonly primary: boolean;
  readonly disabled: boolean;
  press(): void;
}

export interface PressState {
  /** There is a picture that can be taught. */
  readonly shown: boolean;
  /** The thing is stroked. */
  readonly stroked: boolean;
  readonly labelled: boolean;
  /** There is room around the thing. */
  readonly around: boolean;
  readonly press: Readonly<Record<'leave' | 'on' | 'again' | 'undo' | 'around', () => void>>;
}

/** What a visitor may press, in its order: out is first, and on is last. */
export function presses(phase: Phase, texts: TeachTexts, state: PressState): readonly Press[] {
  const { press } = state;
  const leave = { ...plain(texts.leave, press.leave), primary: phase === 'over' };
  const undo = { ...plain(texts.undo, press.undo), disabled: !state.stroked };
  const again = plain(texts.again, press.again);
  const ready = phase === 'show' ? state.shown : phase === 'thing' ? state.stroked : state.labelled;
  const on = { ...plain(texts.on[phase] ?? '', press.on), primary: true, disabled: !ready };
  switch (phase) {
    case 'show':
      return [leave, on];
    case 'thing':
      return [leave, again, undo, on];
    case 'rest':
      // the quick way is the first one that is meant until there are labels
      return [
        leave,
        again,
        undo,
        { ...plain(texts.around, press.around), disabled: !state.around || state.labelled, primary: !state.labelled },
        on,
      ];
    case 'watch':
      return [leave, undo];
    case 'opening':
    case 'still':
    case 'over':
      return [leave];
  }
}

function plain(label: string, press: () => void): Press {
  return { label, primary: false, disabled: false, press };
}
