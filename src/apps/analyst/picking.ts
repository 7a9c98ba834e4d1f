import type { CatalogueEntry } from './catalogue.ts';
import { choiceIn, FIRST_CHOICE, type JobChoice } from './choice.ts';
import type { JobSource } from './job-source.ts';
import { fileSource, labelsOnly, pickVideos, reopened } from './sources.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';

/** What becomes of what a visitor picks. */
interface Picked {
  /** How videos opened from now on are analysed. */
  choice: JobChoice;
  add(sources: readonly JobSource[]): void;
  show(source: JobSource, choice: JobChoice): void;
  tell(error: PerPixelError): void;
  /** Where the browser has no picker that gives handles. */
  readonly picker: HTMLInputElement;
}

/** Asks for videos. */
export class Picking {
  constructor(private readonly page: Picked) {}

  readonly ask = async (): Promise<void> => {
    const sources = await pickVideos();
    if (sources) this.page.add(sources);
    else this.page.picker.click();
  };

  /** What the picker without handles gave. */
  readonly chosen = (): void => {
    const { picker } = this.page;
    const files = [...(picker.files ?? [])];
    picker.value = '';
    if (files.length > 0) this.page.add(files.map((file) => fileSource(file)));
  };

  /** What was analysed earlier, as it was. */
  readonly reopen = async (entry: CatalogueEntry): Promise<void> => {
    const { page } = this;
    page.choice = choiceIn({ ...FIRST_CHOICE, ...entry, backend: page.choice.backend });
    const source = await reopened(entry);
    if (source) return page.show(source, page.choice);
    page.tell(labelsOnly(entry.name));
    await this.ask();
  };
}
