import type { Progress } from '../core/options/progress.ts';

interface LoadingWords {
  readonly title: string;
  /** Why it takes a while, where no bar tells how far it is. */
  readonly text?: string;
}

const WORDS: Readonly<Record<string, LoadingWords>> = {
  runtime: { title: 'Loading the runtime' },
  model: { title: 'Loading the model' },
  compile: { title: 'Preparing the network', text: 'Everything is here; the browser readies it to run.' },
  'first-frame': { title: 'Labelling the first frame', text: 'The first one takes longer than those that follow.' },
  'slow-first-frame': {
    title: 'Labelling the first frame',
    text: 'The graphics card is getting on, slowly. It may take minutes, once; the backend “wasm” may be sooner.',
  },
};

/** What is going on while a model opens. */
export function loadingWords(progress: Progress | null): LoadingWords {
  return (progress && WORDS[progress.phase]) ?? { title: 'Getting ready' };
}
