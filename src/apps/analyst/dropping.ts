import type { LitElement, ReactiveController } from 'lit';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { TruthFile } from '../../core/truth/score.ts';
import { sorted, type Dropped } from './dropped.ts';
import type { JobSource } from './job-source.ts';
import { droppedFiles, labelsAlone } from './sources.ts';

/** What becomes of what is dropped. */
interface Taking {
  /** They are opened. */
  videos(videos: readonly JobSource[]): void;
  /** What was taught before. */
  lesson(file: Blob): void;
  /** What label images are compared with; null: there is no video. */
  labels(): { run(files: readonly TruthFile[]): Promise<unknown> } | null;
  tell(error: PerPixelError): void;
}

/** Takes files dropped anywhere onto the page. The host has the attribute `dragged` while some hover. */
export function dropOnto(host: LitElement, taking: Taking): void {
  host.addController(new Dropping(host, (dropped) => void take(dropped, taking)));
}

async function take({ videos, labels, lesson, problem }: Dropped, taking: Taking): Promise<void> {
  if (videos.length > 0) taking.videos(videos);
  if (lesson?.blob) taking.lesson(lesson.blob);
  const comparing = taking.labels();
  if (labels.length > 0 && comparing) {
    await comparing.run(labels.flatMap(({ name, path, blob }) => (blob ? [{ name: path ?? name, blob }] : [])));
  } else if (videos.length === 0 && !lesson) {
    taking.tell(problem ?? labelsAlone());
  }
}

class Dropping implements ReactiveController {
  constructor(
    private readonly host: LitElement,
    private readonly onDrop: (dropped: Dropped) => void,
  ) {}

  hostConnected(): void {
    window.addEventListener('dragover', this.#over);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('drop', this.#drop);
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.host.toggleAttribute('dragged', true);
  };

  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.host.toggleAttribute('dragged', false);
  };

  readonly #drop = async (event: DragEvent): Promise<void> => {
    if (!event.dataTransfer) return;
    event.preventDefault();
    this.host.toggleAttribute('dragged', false);
    this.onDrop(await sorted(await droppedFiles(event.dataTransfer)));
  };
}
