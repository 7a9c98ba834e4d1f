import type { Stroke } from '../../../core/teaching/stroke.ts';
import { LEAST_SIZE, MOST_SIZE } from '../../../elements/brush/brush-keys.ts';
import { frameStroke } from '../../../elements/brush/frame-stroke.ts';
import { download } from '../../../elements/per-pixel/download.ts';
import type { Brush, TeachAct, Trace } from '../../../elements/teacher/act.ts';
import { fileName, freeName } from '../../../elements/teacher/words.ts';
import type { TaughtPicture } from './frame-source.ts';
import type { KeptLesson } from './taught-store.ts';
import { inDoubt } from './taught-models.ts';
import type { VideoLesson } from './video-lesson.ts';

/** What the tools are used on. */
interface Workplace {
  /** null: it is not ready. */
  lesson(): VideoLesson | null;
  /** The frame that can be drawn on; null: there is none. */
  picture(): TaughtPicture | null;
  /** Does something, or says why not. */
  attempt(task: () => unknown): Promise<void>;
}

type ToolAct = Exclude<TeachAct, { readonly act: 'open' | 'again' }>;
/** What is done with a lesson, and not with the brush; a video stands by itself. */
type LessonAct = Exclude<ToolAct, { readonly act: (typeof OTHER_ACTS)[number] }>;
const OTHER_ACTS = ['choose', 'size', 'begin', 'cancel', 'stroke', 'freeze', 'live'] as const;

function isLessonAct(asked: ToolAct): asked is LessonAct {
  return !OTHER_ACTS.some((each) => each === asked.act);
}

/** Something was put in another's place, which can be brought back. */
export interface Replaced {
  readonly text: string;
  /** Of the button that does. */
  readonly label: string;
  readonly before: KeptLesson;
}

/** The brush, and what can be done with a lesson. */
export class TeachTools {
  brush: Brush = 1;
  size = 0.03;
  /** So many lines have become labels, or came to nothing. */
  settled = 0;
  /** What the exported files are called; empty: none were. */
  exported = '';
  replaced: Replaced | null = null;
  /** What the line that is being drawn is on. */
  #under: TaughtPicture | null = null;

  constructor(private readonly at: Workplace) {}

  /** Of what the brush draws; empty: it erases. */
  get colour(): string {
    return this.brush === null ? '' : (this.at.lesson()?.state.classes[this.brush]?.colour ?? '#ffffff');
  }

  act(asked: ToolAct): void {
    const lesson = this.at.lesson();
    if (asked.act === 'choose') this.#choose(asked.brush);
    else if (asked.act === 'size') this.size = Math.min(MOST_SIZE, Math.max(LEAST_SIZE, asked.size));
    else if (asked.act === 'begin') this.#under = this.at.picture();
    else if (asked.act === 'cancel') this.#under = null;
    else if (asked.act === 'stroke') void this.#stroke(asked.trace, asked.erases ? null : this.brush);
    else if (lesson && isLessonAct(asked)) void this.at.attempt(() => this.#done(asked, lesson));
  }

  bringBack(): void {
    const { replaced } = this;
    const lesson = this.at.lesson();
    this.replaced = null;
    if (!lesson || !replaced) return;
    void this.at.attempt(async () => {
      const before = await stateOf(lesson);
      await lesson.goBackTo(replaced.before);
      this.first(lesson);
      this.replaced = before && { text: 'That is back.', label: 'Take it away again', before };
    });
  }

  /** There is always a thing to draw over. */
  first(lesson: VideoLesson): void {
    const { classes } = lesson.state;
    if (classes.length === 1) this.brush = lesson.addClass(freeName(classes));
    this.brush = Math.min(this.brush ?? 1, lesson.state.classes.length - 1);
  }

  /** @throws PerPixelError `teaching-invalid` */
  async load(lesson: VideoLesson, file: Blob): Promise<void> {
    const before = await stateOf(lesson);
    await lesson.load(file);
    this.exported = '';
    this.first(lesson);
    const text = 'What the file holds took the place of what you taught before.';
    this.replaced = before && { text, label: 'Bring that back', before };
  }

  async #done(asked: LessonAct, lesson: VideoLesson): Promise<void> {
    const picture = this.at.picture();
    switch (asked.act) {
      case 'empty':
        return picture ? lesson.stroke(picture, allOf(picture)) : undefined;
      case 'fixed':
        return lesson.setFixedCamera(asked.fixed);
      case 'undo':
        return lesson.undo();
      case 'add':
        this.brush = lesson.addClass(freeName(lesson.state.classes));
        return undefined;
      case 'change': {
        const { id, name, colour } = asked;
        return lesson.changeClass(id, { ...(name === undefined ? {} : { name }), ...(colour ? { colour } : {}) });
      }
      case 'remove':
        return this.#remove(lesson, asked.id);
      case 'forget':
        return this.#take(lesson, 'The frame’s strokes are gone.', () => lesson.removeFrame(asked.frame));
      case 'save':
        return download(await lesson.save(asked.pictures), `${fileName(lesson.state.classes)}.perpixel`);
      case 'export':
        return this.#export(lesson);
      case 'clear':
        return this.#clear(lesson);
    }
  }

  /** A class that is there. */
  #choose(brush: Brush): void {
    if (brush === null || brush < (this.at.lesson()?.state.classes.length ?? 0)) this.brush = brush;
  }

  async #stroke(trace: Trace, brush: Brush): Promise<void> {
    const lesson = this.at.lesson();
    const picture = this.#under ?? this.at.picture();
    this.#under = null;
    await this.at.attempt(async () => {
      if (lesson && picture) await lesson.stroke(picture, frameStroke(trace, brush, picture, false));
    });
    this.settled += 1;
    await this.at.attempt(() => undefined);
  }

  /** Whoever takes the last one away begins with another. */
  async #remove(lesson: VideoLesson, id: number): Promise<void> {
    const { name = '' } = lesson.state.classes[id] ?? {};
    const stroked = (lesson.state.strokesOf[id] ?? 0) > 0;
    const remove = (): Promise<void> => lesson.removeClass(id);
    await (stroked ? this.#take(lesson, `“${name}” is gone, with its strokes.`, remove) : remove());
    this.first(lesson);
    const { length } = lesson.state.classes;
    if (this.brush !== null && (this.brush > id || this.brush >= length)) this.brush = Math.max(1, this.brush - 1);
  }

  async #clear(lesson: VideoLesson): Promise<void> {
    await this.#take(lesson, 'Everything that was taught is forgotten.', () => lesson.clear());
    this.exported = '';
    this.first(lesson);
  }

  /** Takes away what can be brought back. @param text that it is gone */
  async #take(lesson: VideoLesson, text: string, taking: () => Promise<void>): Promise<void> {
    const before = await stateOf(lesson);
    await taking();
    this.replaced = before && { text, label: 'Bring it back', before };
  }

  async #export(lesson: VideoLesson): Promise<void> {
    const { manifest, file } = await lesson.model();
    const id = fileName(lesson.state.classes);
    const named = { ...inDoubt(manifest), id, file: `${id}.onnx` };
    download(file, named.file);
    download(new Blob([JSON.stringify(named, null, 2)], { type: 'application/json' }), `${id}.json`);
    this.exported = id;
  }
}

/** What is taught by now, to be gone back to; null: nothing. */
async function stateOf(lesson: VideoLesson): Promise<KeptLesson | null> {
  await lesson.keep();
  return lesson.state.strokes > 0 ? lesson.snapshot : null;
}

/** A stroke over everything: it is background. */
function allOf({ width, height }: TaughtPicture): Stroke {
  return { classId: 0, points: [[width / 2, height / 2]], radius: Math.hypot(width, height) };
}
