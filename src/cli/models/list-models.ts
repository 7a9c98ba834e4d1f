import { BUNDLED_MODELS, licenceInWords } from '../../core/manifest/catalog.ts';
import { createSegmenter } from '../../node.ts';
import { inferenceTime } from './inference-time.ts';
import { isKnown } from '../terminal/known-error.ts';

const LONGEST_ID = Math.max(...BUNDLED_MODELS.map(({ id }) => id.length));

interface Listed {
  readonly id: string;
  readonly title: string;
  /** Why it cannot be used here; null: it can. */
  readonly missing: string | null;
  readonly licence?: string;
  readonly classes?: readonly string[];
  readonly bytes?: number;
  /** Milliseconds a frame in the network, on this machine's processor. */
  readonly inference?: number;
}

/** Each is opened and timed: what is listed works, and how fast it is here decides which one is taken. */
export async function listModels(json: boolean): Promise<void> {
  for (const { id, title } of BUNDLED_MODELS) {
    const listed = await look(id, title);
    console.log(json ? JSON.stringify(listed) : line(listed));
  }
}

async function look(id: string, title: string): Promise<Listed> {
  try {
    const segmenter = await createSegmenter({ model: id, backend: 'cpu' });
    const { licence, classes, bytes } = segmenter.model;
    const { milliseconds: inference } = await inferenceTime(segmenter).finally(() => segmenter.close());
    return { id, title, missing: null, licence, classes: classes.map(({ name }) => name), bytes, inference };
  } catch (error) {
    if (!isKnown(error) || error.code !== 'model-download') throw error;
    return { id, title, missing: error.message };
  }
}

function line({ id, title, missing, licence = '', classes = [], bytes = 0, inference = 0 }: Listed): string {
  const facts = `${(bytes / 1e6).toFixed(1)} MB, ${inference.toFixed(1)} ms a frame here, ${licenceInWords(licence)}`;
  const about = missing ?? `${facts}: ${classes.join(', ')}`;
  return `${id.padEnd(LONGEST_ID)} ${title}\n${' '.repeat(LONGEST_ID + 1)}${about}`;
}
