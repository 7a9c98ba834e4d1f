import type { BackgroundFile } from '../background/background-file.ts';
import type { PipelineClient } from '../pipeline-client.ts';
import { WITHHELD, type ChosenView } from '../../core/view/view.ts';
import { keepText, type Keep } from '../../core/instances/keep.ts';
import { conceals, type Shown } from '../../core/view/overlay.ts';
import type { FrameReport, Picture } from '../../protocol/live.ts';
import type { Head } from '../../core/teaching/head.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { DrawnCanvas } from './drawn-canvas.ts';

export interface PresentationEvents {
  /** What is withheld changed. */
  onChange(): void;
  /** What is drawn, for whoever captures it; null: what was handed out before may not be shown any more. */
  onPicture(picture: Picture | null): void;
}

/** The worker whose drawing is, or will be, on the page. */
interface Drawer {
  readonly current: PipelineClient | null;
}

/**
 * How a stream's frames are shown. It outlives every worker: each is told before its first frame, and what a canvas or a
 * captured picture shows is held against what may be seen now.
 */
export class Presentation {
  refine: RefineOptions | false | null = null;
  /** What a trunk was taught; null: nothing. */
  #head: Head | null = null;
  /** Whose pictures each worker is given; null: no file is put behind. */
  #background: BackgroundFile | null = null;
  #view: ChosenView = WITHHELD;
  /** Counts views. */
  #revision = 0;
  /** The view since which all have concealed the background. */
  #concealing = 0;
  /** The view since which all have concealed the background, and left the same ones in front. */
  #narrowest = 0;
  #mirrored = false;
  #captured = false;
  /** The worker whose numbers those who are kept have; null: none has labelled since they were chosen. */
  #numbered: PipelineClient | null = null;
  /** The canvas that is on the page, whether or not its worker still draws. */
  #canvas: DrawnCanvas | null = null;
  /** What was handed out last. */
  #handed: Shown = 'withheld';

  constructor(
    private readonly drawer: Drawer,
    private readonly events: PresentationEvents,
  ) {}

  /**
   * What is on the canvas may show more than the view allows: nobody may see it. A worker draws with a view before it can say so, and one
   * that dies never does: until it has said that what it draws conceals, it may be drawing with any view that did not.
   */
  get withheld(): boolean {
    return conceals(this.#view.overlay) && this.#canvas !== null && this.#canvas.drawing.revision < this.#concealing;
  }

  /** Tracks that are left in front of what is hidden; null: nobody is hidden, or it is not known yet. */
  get kept(): readonly number[] | null {
    return this.#canvas?.drawing.kept ?? null;
  }

  /** @param view `mirrored` as a camera would be shown */
  setView(view: ChosenView): void {
    const others = wordsOf(view.keep) !== wordsOf(this.#view.keep);
    if (others) this.#numbered = this.drawer.current;
    this.#revision += 1;
    if (!conceals(this.#view.overlay)) this.#concealing = this.#narrowest = this.#revision;
    if (others) this.#narrowest = this.#revision;
    this.#view = view;
    if (conceals(view.overlay) && !conceals(this.#handed)) this.#takeBack();
    this.events.onChange();
    if (this.drawer.current) void this.#show(this.drawer.current);
  }

  /** Another worker has other numbers: those who were chosen by theirs are nobody there. */
  get strangers(): boolean {
    const { current } = this.drawer;
    return namesSome(this.#view.keep) && this.#numbered !== null && current !== null && current !== this.#numbered;
  }

  /** null: the model's own. */
  setRefine(refine: RefineOptions | false | null): void {
    this.refine = refine;
    this.drawer.current?.setRefine(refine).catch(() => undefined);
  }

  /** What a trunk labels with from now on. @param anew the frame that is shown, too @returns what became of that one */
  async setHead(head: Head | null, anew: boolean): Promise<FrameReport | null> {
    this.#head = head;
    return (head && (await this.drawer.current?.trunk.teach(head, anew))) ?? null;
  }

  /** The file that views put behind from now on; null: none. It stays its owner's. */
  setBackground(file: BackgroundFile | null): void {
    if (file === this.#background) return;
    this.#background?.feed(null);
    this.#background = file;
    if (this.drawer.current) this.#feedBackground(this.drawer.current);
  }

  /** Hands out what is drawn, whichever worker draws it. */
  setCaptured(captured: boolean): void {
    this.#captured = captured;
    if (this.drawer.current) this.#capture(this.drawer.current);
  }

  /** Another source begins. @param mirrorable whether it is shown as in a mirror where the view asks for that */
  async begin(mirrorable: boolean): Promise<void> {
    this.#mirrored = mirrorable;
    if (this.drawer.current) await this.#show(this.drawer.current);
  }

  /** Tells a worker that has just become the current one all there is. */
  equip(client: PipelineClient): void {
    this.#numbered ??= client;
    // a model that is not to be taught says so
    if (this.#head) client.trunk.teach(this.#head).catch(() => undefined);
    // before the view that puts it behind
    this.#feedBackground(client);
    void this.#show(client);
    client.setRefine(this.refine).catch(() => undefined);
    // one that has been at work before may capture still
    this.#capture(client);
  }

  /** A worker's canvas takes its place on the page. */
  place(canvas: DrawnCanvas): void {
    this.#leave();
    this.#canvas = canvas;
    canvas.onDrawing = () => this.events.onChange();
  }

  /** Nothing is on the page any more. */
  clear(): void {
    this.#leave();
    this.#takeBack();
  }

  /** The canvas is not on the page any more. */
  #leave(): void {
    if (this.#canvas) this.#canvas.onDrawing = null;
    this.#canvas = null;
  }

  /** What was handed out before may not be shown any more. */
  #takeBack(): void {
    this.#handed = 'withheld';
    this.events.onPicture(null);
  }

  async #show(client: PipelineClient): Promise<void> {
    const mirrored = this.#view.mirrored && this.#mirrored;
    // one that died is followed by another, which is told as well
    const keep = this.strangers ? [] : this.#view.keep;
    await client.setView({ ...this.#view, mirrored, keep, revision: this.#revision }).catch(() => null);
  }

  #feedBackground(client: PipelineClient): void {
    const file = this.#background;
    file?.feed((picture, turned) => client.setBackground(file.id, picture, turned));
  }

  #capture(client: PipelineClient): void {
    const onPicture = (picture: Picture): void => {
      const allowed = !conceals(this.#view.overlay) || picture.revision >= this.#narrowest;
      if (client !== this.drawer.current || !allowed) {
        picture.frame.close();
        return;
      }
      this.#handed = picture.overlay;
      this.events.onPicture(picture);
    };
    client.capture(this.#captured ? onPicture : null).catch(() => undefined);
  }
}

/** Nobody is nobody to every worker. */
function namesSome(keep: Keep | null): boolean {
  return keep !== null && typeof keep !== 'string' && keep.length > 0;
}

function wordsOf(keep: Keep | null): string {
  return keep === null ? '' : keepText(keep);
}
