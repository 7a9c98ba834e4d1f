import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import type { TeachAct } from '../../../elements/teacher/act.ts';
import type { AnalysisView } from '../../../protocol/video.ts';
import type { JobChoice } from '../choice.ts';
import type { AnalysisJob } from '../job.ts';
import { DoubtsSeen, type Doubts } from './doubts.ts';
import { frameOf, type TaughtPicture } from './frame-source.ts';
import type { KeptLesson } from './taught-store.ts';
import { addTaughtModel } from './taught-models.ts';
import { TeachTools } from './tools.ts';
import { VideoLesson } from './video-lesson.ts';

/** Pixels whose confidence is below this are hatched where somebody asks for doubt. */
const DOUBT = 0.8;

/** What the page does for whoever teaches. */
export interface DeskPage {
  job(): AnalysisJob | null;
  /** Frames follow one another by themselves. */
  playing(): boolean;
  /** How videos are opened from now on. */
  choice(): JobChoice;
  /** How frames are shown. */
  view(): AnalysisView;
  /** Others do not begin to be analysed while somebody teaches: strokes need the machine. */
  hold(held: boolean): void;
  /** The video is labelled by a model that was taught. */
  label(job: AnalysisJob, model: string, sha256: string): void;
}

/** Where somebody teaches on a video: what is drawn becomes strokes on its frames, and these a model that labels all of it. */
export class TeachDesk implements ReactiveController {
  /** Somebody teaches, or will as soon as there is a video. */
  on = false;
  /** null: it is not ready. */
  lesson: VideoLesson | null = null;
  error: PerPixelError | null = null;
  /** Doubtful pixels are hatched. */
  doubt = false;
  /** Counts up with each change. */
  revision = 0;
  /** A model is being made of what was taught. */
  making = false;
  #opening = false;
  /** Frames are shown as they are when there are labels. */
  #looked = false;
  readonly tools: TeachTools;
  /** What the next lesson goes on with, where the browser keeps nothing. */
  #before: KeptLesson | null = null;
  /** The last one is on its way out. */
  #left: Promise<void> = Promise.resolve();
  /** To be opened as soon as there is something to teach. */
  #file: Blob | null = null;
  /** What is shown, or is about to be. */
  #shown: { readonly job: AnalysisJob; readonly index: number } | null = null;
  /** A video that opens anew stays where it was. */
  #stay: { readonly job: AnalysisJob; readonly index: number } | null = null;
  readonly #doubts = new DoubtsSeen();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly page: DeskPage,
  ) {
    this.tools = new TeachTools({
      lesson: () => this.lesson,
      picture: () => this.picture,
      attempt: (task) => this.#try(task),
    });
    host.addController(this);
  }

  /** The frame that can be drawn on; null: there is none, or frames follow one another. */
  get picture(): TaughtPicture | null {
    if (!this.on || this.page.playing()) return null;
    return this.page.job()?.shown?.lost ? null : (this.lesson?.picture ?? null);
  }

  /** There are labels of what was drawn. */
  get taught(): boolean {
    return this.lesson !== null && this.lesson.state.fitSeconds !== null;
  }

  /** Where the model doubts most that the video is labelled by; null: it does not say. */
  doubts(job: AnalysisJob): Doubts | null {
    return this.#doubts.of(job);
  }

  hostUpdated(): void {
    if (!this.on) return;
    const job = this.page.job();
    if (job && !this.lesson && !this.#opening && !this.error) void this.#open();
    this.#follow(job);
  }

  hostDisconnected(): void {
    this.#leave();
  }

  /** @param on whether somebody teaches */
  turn(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    this.error = null;
    this.page.hold(on);
    this.#changed();
    if (on) return;
    this.tools.replaced = null;
    this.#leave();
  }

  /** After a failure: as if it had not been tried yet. */
  again(): void {
    this.error = null;
    this.#leave();
    this.#changed();
  }

  /** A file of a lesson is opened, at once or when there is something to teach. */
  openFile(file: Blob): void {
    this.#file = file;
    if (!this.on) this.turn(true);
    else if (this.lesson) void this.#try(() => this.#load());
  }

  /** How the analysis shows frames: while somebody teaches, what is taught labels them, and not its model. */
  get view(): AnalysisView {
    return { ...this.page.view(), asAnalysed: this.on };
  }

  /** Frames are to be shown otherwise. */
  look(): void {
    const { overlay, opacity } = this.page.view();
    const { taught } = this;
    this.#looked = taught;
    // before anything is taught all is background, which says nothing
    void this.lesson?.setView({ overlay: taught ? overlay : 'none', opacity, doubt: taught && this.doubt ? DOUBT : 0 });
  }

  setDoubt(doubt: boolean): void {
    this.doubt = doubt;
    this.look();
    this.#changed();
  }

  /** The video is open: it shows the frame that it showed before. */
  ready(job: AnalysisJob): void {
    if (this.#stay?.job === job) void job.client?.show(this.#stay.index).catch(() => undefined);
  }

  /** A video that is about to be opened shows this frame. */
  stayAt(job: AnalysisJob, index: number): void {
    this.#stay = { job, index };
  }

  dismiss(): void {
    this.error = null;
    this.tools.replaced = null;
    this.#changed();
  }

  /** The whole video is labelled with what was taught. */
  labelAll(): void {
    const [{ lesson }, job] = [this, this.page.job()];
    if (!lesson || !job || this.making) return;
    this.making = true;
    void this.#try(async () => {
      const model = await lesson.model();
      const id = await addTaughtModel(lesson.id, model, lesson.places);
      if (this.on) this.page.label(job, id, model.manifest.sha256);
    }).finally(() => {
      this.making = false;
      this.#changed();
    });
  }

  /** Does what was asked for, or says why not. */
  act(asked: TeachAct): void {
    if (asked.act === 'open') this.openFile(asked.file);
    else if (asked.act === 'again') this.again();
    else this.tools.act(asked);
    this.#changed();
  }

  /** What is taught follows the frame that is shown. */
  #follow(job: AnalysisJob | null): void {
    const { lesson } = this;
    if (!lesson || !job?.client || !job.shown || job.shown.lost || this.page.playing()) return;
    const { index } = job.shown;
    if (this.#stay && this.#stay.job === job) {
      if (this.#stay.index !== index) return;
      this.#stay = null;
    }
    if (this.#shown?.job === job && this.#shown.index === index) return;
    this.#shown = { job, index };
    void this.#try(() => lesson.show(frameOf(job, index)));
  }

  async #load(): Promise<void> {
    const [file, { lesson }] = [this.#file, this];
    this.#file = null;
    if (file && lesson) await this.tools.load(lesson, file);
  }

  async #open(): Promise<void> {
    this.#opening = true;
    const failed = (error: PerPixelError): void => {
      this.error = error;
      this.#changed();
    };
    const listener = { changed: () => this.#lessonChanged(), failed };
    try {
      await this.#left;
      const lesson = await VideoLesson.open(this.page.choice(), listener, this.#before);
      if (!this.on) {
        await lesson.close();
        return;
      }
      this.lesson = lesson;
      this.look();
      this.tools.first(lesson);
      if (this.#file) await this.#try(() => this.#load());
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.#opening = false;
      this.#changed();
    }
  }

  /** What is taught is kept, and whoever opens it anew waits for that. */
  #leave(): void {
    const { lesson } = this;
    this.lesson = null;
    this.#shown = null;
    if (!lesson) return;
    this.#left = lesson.close().then(() => void (this.#before = lesson.snapshot ?? this.#before));
  }

  async #try(task: () => unknown): Promise<void> {
    try {
      await task();
    } catch (thrown) {
      this.#failed(thrown);
    }
    this.#changed();
  }

  #lessonChanged(): void {
    if (this.taught !== this.#looked) this.look();
    this.#changed();
  }

  #changed(): void {
    this.revision += 1;
    this.host.requestUpdate();
  }

  #failed(thrown: unknown): void {
    const error = toPerPixelError(thrown, 'option-invalid', 'Try again.');
    // what was closed on purpose is no trouble
    if (error.code !== 'closed') this.error = error;
  }
}
