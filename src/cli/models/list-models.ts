import { BUNDLED_MODELS, licenceInWords } from '../../core/manifest/catalog.ts';
import { createSegmenter } from '../../node.ts';
import { isKnown } from '../terminal/known-error.ts';

interface Listed {
  readonly id: string;
  readonly title: string;
  /** Why it cannot be used here; null: it can. */
  readonly missing: string | null;
  readonly licence?: string;
  readonly classes?: readonly string[];
  readonly bytes?: number;
}

/** Each is opened: what is listed works. */
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
    segmenter.close();
    return { id, title, missing: null, licence, classes: classes.map(({ name }) => name), bytes };
  } catch (error) {
    if (!isKnown(error) || error.code !== 'model-download') throw error;
    return { id, title, missing: error.message };
  }
}

function line({ id, title, missing, licence = '', classes = [], bytes = 0 }: Listed): string {
  const about = missing ?? `${(bytes / 1e6).toFixed(1)} MB, ${licenceInWords(licence)}: ${classes.join(', ')}`;
  return `${id.padEnd(17)} ${title}\n${' '.repeat(18)}${about}`;
}
