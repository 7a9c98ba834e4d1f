import type { Status } from '../status/status.ts';

/** What a visitor is told in passing: nothing went wrong, and it leaves by itself. */
export function passing(text: string, actions: Status['actions'] = []): Status {
  return { kind: 'notice', passing: true, text, actions: [...actions, { id: 'dismiss', label: 'Close' }] };
}

export const needsEnsemble = passing(
  'Disagreement compares two predictions, and so far there is one. Each picture can be labelled twice, once mirrored; that takes twice as long.',
  [{ id: 'second-prediction', label: 'Label twice' }],
);

export const ensembleGone = passing('With one prediction there is no disagreement to show; these are the labels.');

export const onlyCamerasMirror = passing('Only the picture of a camera is mirrored.');

export const nothingToSave = passing('There is no picture to save yet.');
