import { toPerPixelError } from '../../core/errors/errors.ts';
import type { Player } from '../../live/player/player.ts';
import type { LiveTeaching, LiveTeachingState } from '../../live/teach/live-teaching.ts';
import { frameStroke, laidStrokes, type LaidStroke } from '../brush/frame-stroke.ts';
import { LEAST_SIZE, MOST_SIZE } from '../brush/brush-keys.ts';
import type { Brush, TeachAct, TeachTask, Trace } from '../teacher/act.ts';
import { fileName, freeName, type Missing } from '../teacher/words.ts';
import { download, downloadModel } from './download.ts';
import type { Notice } from './notice.ts';
import { TaughtBefore } from './taught-before.ts';
import type { ViewerHost } from './viewer-host.ts';

interface TeachingDeskParts {
  readonly player: Player;
  readonly notice: Notice;
}

/** Where a visitor teaches: what is drawn becomes strokes, and what they ask for is done; what is taught is kept on this machine. */
export class TeachingDesk {
  /** null: there is nothing to teach yet. */
  state: LiveTeachingState | null = null;
  brush: Brush = 1;
  size = 0.03;
  /** So many lines have become labels, or came to nothing. */
  settled = 0;
  /** What the exported files are called; empty: none were. */
  exported = '';
  #teaching: LiveTeaching | null = null;
  #trunk = '';
  #opening = false;
  /** The trunk that could not be taught, and is not tried again. */
  #refused = '';
  /** The picture stands only while somebody draws. */
  #passing = false;
  /** Lines on their way to labels, that which is being drawn among them. */
  #lines = 0;
  /** To be opened as soon as there is a trunk. */
  #file: Blob | null = null;
  readonly #before: TaughtBefore;

  constructor(
    private readonly viewer: ViewerHost,
    private readonly parts: TeachingDeskParts,
  ) {
    this.#before = new TaughtBefore(parts.notice);
  }

  /** The frame that stands; null: the picture goes on. */
  get frozen(): number | null {
    return this.#passing ? null : (this.state?.frozen?.id ?? null);
  }

  /** What is drawn on the frame that stands, oldest first. */
  get drawn(): readonly LaidStroke[] {
    const { frozen, drawn = [], classes = [] } = this.state ?? {};
    return frozen && !this.#passing ? laidStrokes(drawn, classes, frozen, this.#mirrored) : [];
  }

  /** There are labels of what was drawn. */
  get taught(): boolean {
    return this.state !== null && this.state.fitSeconds !== null;
  }

  /** What teaching waits for, where there is no state. */
  get missing(): Missing {
    const { phase } = this.parts.player;
    if (this.#refused !== '') return 'again';
    return phase === 'idle' || phase === 'failed' ? 'picture' : 'trunk';
  }

  /** Of what the brush draws; empty: it erases. */
  get colour(): string {
    return this.brush === null ? '' : (this.state?.classes[this.brush]?.colour ?? '#ffffff');
  }

  /** Frames are labelled, or the viewer is set otherwise: there may be something to teach, or nothing any more. */
  follow(): void {
    const { info } = this.parts.player;
    const trunk = this.viewer.teach && info?.model.task === 'features' ? `${info.model.id} ${info.model.sha256}` : '';
    // another one may do; that a worker is gone for a moment changes nothing
    if (!this.viewer.teach || (trunk !== '' && trunk !== this.#refused)) this.#refused = '';
    if (this.#teaching && trunk !== this.#trunk) this.close();
    if (trunk === '' || this.#teaching || this.#opening || trunk === this.#refused) return;
    void this.#open(trunk);
  }

  /** Twice is harmless. */
  close(): void {
    void this.#teaching?.close();
    this.#teaching = null;
    this.#passing = false;
    this.#lines = 0;
    this.state = null;
    this.exported = '';
  }

  /** A file of a lesson is opened, at once or when there is a trunk for it. */
  openFile(file: Blob): void {
    this.#file = file;
    this.viewer.teach = true;
    if (this.#teaching) void this.#try(() => this.#load());
  }

  /** Does what was asked for, or says why not. */
  act(asked: TeachAct): void {
    this.viewer.requestUpdate();
    if (asked.act === 'choose') return this.#choose(asked.brush);
    if (asked.act === 'size') {
      this.size = Math.min(MOST_SIZE, Math.max(LEAST_SIZE, asked.size));
      return;
    }
    const teaching = this.#teaching;
    if (asked.act === 'again') this.#again();
    else if (asked.act === 'open') this.openFile(asked.file);
    else if (asked.act === 'stroke') void this.#stroke(asked.trace, asked.erases ? null : this.brush);
    else if (teaching) void this.#try(() => this.#done(asked, teaching));
  }

  /** Stands, or goes on. */
  toggleFreeze(): void {
    this.act({ act: this.frozen === null ? 'freeze' : 'live' });
  }

  /** Brings back what a file, or forgetting, took the place of: also where nobody teaches any more. */
  bringBack(): void {
    if (this.#before.file) this.openFile(this.#before.file);
  }

  #again(): void {
    this.#refused = '';
    this.follow();
  }

  /** A class that is there. */
  #choose(brush: Brush): void {
    const count = this.state?.classes.length ?? 0;
    if (brush === null || brush < count) this.brush = brush;
  }

  async #done(asked: TeachTask, teaching: LiveTeaching): Promise<unknown> {
    switch (asked.act) {
      case 'begin':
        return this.#begin(teaching);
      case 'cancel':
        return this.#lineDone();
      case 'freeze':
        this.#passing = false;
        return teaching.freeze(asked.frame);
      case 'live':
        return teaching.thaw();
      case 'empty':
        return this.#empty(teaching);
      case 'fixed':
        return teaching.setFixedCamera(asked.fixed);
      case 'undo':
        return teaching.undo();
      case 'add':
        this.brush = teaching.addClass(freeName(teaching.state.classes));
        return undefined;
      case 'change': {
        const { id, name, colour } = asked;
        return teaching.changeClass(id, { ...(name === undefined ? {} : { name }), ...(colour ? { colour } : {}) });
      }
      case 'remove':
        return this.#remove(teaching, asked.id);
      case 'forget':
        return this.#before.take(teaching, 'The picture is gone, with its strokes.', () =>
          teaching.removeFrame(asked.frame),
        );
      case 'save':
        return download(await teaching.save({ pictures: asked.pictures }), `${this.#name}.perpixel`);
      case 'export':
        downloadModel(await teaching.toManifest(), this.#name);
        this.exported = this.#name;
        return undefined;
      case 'clear':
        return this.#clear(teaching);
    }
  }

  /** The picture stands from the moment that somebody draws: what they draw over is what they see. */
  async #begin(teaching: LiveTeaching): Promise<void> {
    this.#lines += 1;
    if (teaching.state.frozen) return;
    this.#passing = true;
    await teaching.freeze();
  }

  async #stroke(trace: Trace, brush: Brush): Promise<void> {
    const teaching = this.#teaching;
    await this.#try(async () => {
      if (!teaching) return;
      const frame = await teaching.freeze();
      await teaching.stroke(frameStroke(trace, brush, frame, this.#mirrored));
    });
    this.settled += 1;
    await this.#lineDone();
  }

  /** Where the picture stood only for it, it goes on after the last one. */
  async #lineDone(): Promise<void> {
    this.#lines = Math.max(0, this.#lines - 1);
    this.viewer.requestUpdate();
    if (this.#lines > 0 || !this.#passing) return;
    this.#passing = false;
    await this.#teaching?.thaw();
  }

  async #empty(teaching: LiveTeaching): Promise<void> {
    const stood = teaching.state.frozen !== null;
    this.#passing = !stood;
    this.#lines += 1;
    try {
      await teaching.fill(0);
    } finally {
      await this.#lineDone();
    }
  }

  /** Whoever takes the last one away begins with another. */
  async #remove(teaching: LiveTeaching, id: number): Promise<void> {
    const { name = '' } = teaching.state.classes[id] ?? {};
    const remove = (): Promise<void> => teaching.removeClass(id);
    const stroked = (teaching.state.strokesOf[id] ?? 0) > 0;
    await (stroked ? this.#before.take(teaching, `“${name}” is gone, with its strokes.`, remove) : remove());
    this.#first(teaching);
    const { length } = teaching.state.classes;
    if (this.brush !== null && (this.brush > id || this.brush >= length)) this.brush = Math.max(1, this.brush - 1);
  }

  /** There is always a thing to draw over. */
  #first(teaching: LiveTeaching): void {
    const { classes } = teaching.state;
    if (classes.length > 1) return;
    this.brush = teaching.addClass(freeName(classes));
  }

  async #clear(teaching: LiveTeaching): Promise<void> {
    await this.#before.take(teaching, 'Everything that was taught is forgotten.', () => teaching.clear());
    this.exported = '';
    this.#first(teaching);
  }

  async #load(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    const teaching = this.#teaching;
    if (!file || !teaching) return;
    await this.#before.load(teaching, file);
    this.#first(teaching);
    this.brush = Math.min(this.brush ?? 1, teaching.state.classes.length - 1);
  }

  /** The picture is shown as in a mirror. */
  get #mirrored(): boolean {
    return this.viewer.mirrored && (this.parts.player.source?.traits.mirrors ?? false);
  }

  get #name(): string {
    return fileName(this.state?.classes ?? []);
  }

  async #open(trunk: string): Promise<void> {
    this.#opening = true;
    try {
      const teaching = await this.parts.player.teach((state) => this.#changed(state), { keep: true });
      if (!this.viewer.teach) return void teaching.close();
      this.#teaching = teaching;
      this.#trunk = trunk;
      this.#first(teaching);
      this.#changed(teaching.state);
      if (this.#file) await this.#try(() => this.#load());
    } catch (thrown) {
      this.#refused = trunk;
      this.#failed(thrown);
    } finally {
      this.#opening = false;
    }
  }

  #changed(state: LiveTeachingState): void {
    // while it opens, what is kept is on its way
    if (!this.#teaching) return;
    this.state = state;
    this.viewer.requestUpdate();
  }

  async #try(task: () => unknown): Promise<void> {
    try {
      await task();
    } catch (thrown) {
      this.#failed(thrown);
    }
    this.viewer.requestUpdate();
  }

  #failed(thrown: unknown): void {
    this.viewer.notify(toPerPixelError(thrown, 'option-invalid', 'Try again.'));
  }
}
