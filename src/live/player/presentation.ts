import type { BackgroundFile } from '../background/background-file.ts';
import type { PipelineClient } from '../pipeline-client.ts';
import { BLANK, WITHHELD, type ChosenView, type Drawing } from '../../core/view/view.ts';
import { keepText, type Keep } from '../../core/instances/keep.ts';
import { conceals, type Shown } from '../../core/view/overlay.ts';
import { pageFrames } from './page-frames.ts';
import type { Picture } from '../../protocol/live.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';

export interface PresentationEvents {
  /** What is withheld changed. */
  onChange(): void;
  /** What is drawn, for whoever captures it; null: what was handed out before may not be shown any more. */
  onPicture(picture: Picture | null): void;
}

/** Frames of the page after which a canvas shows what its worker says that it has drawn. */
const SETTLED = 2;

/** The worker whose drawing is, or will be, on the page. */
interface Drawer {
  readonly current: PipelineClient | null;
  /** Its canvas is on the page: what it draws is seen. */
  readonly shown: boolean;
}

/**
 * How a stream's frames are shown. It outlives every worker: each is told before its first frame, and what a canvas or a
 * captured picture shows is held against what may be seen now.
 */
export class Presentation {
  refine: RefineOptions | false | null = null;
  /** Whose pictures each worker is given; null: no file is put behind. */
  #background: BackgroundFile | null = null;
  #view = WITHHELD;
  #mirrored = false;
  #captured = false;
  /** Views that worker and canvas have not taken up yet, and that hide more than what is drawn meanwhile may show. */
  #narrowing = 0;
  /** The worker whose numbers those who are kept have; null: none has labelled since they were chosen. */
  #numbered: PipelineClient | null = null;
  /** What is on the canvas that is on the page. */
  #drawing = BLANK;
  /** Word of a drawing that hides more came; the canvas itself may not show it yet. */
  #settling: Drawing | null = null;
  /** What was handed out last, which word of its drawing may still be on its way. */
  #handed: Shown = 'withheld';

  constructor(
    private readonly drawer: Drawer,
    private readonly events: PresentationEvents,
  ) {}

  /** What is on the canvas shows more than the view allows: nobody may see it. */
  get withheld(): boolean {
    return conceals(this.#view.overlay) && (!conceals(this.#drawing.overlay) || this.#settling !== null);
  }

  /** Tracks that are left in front of what is hidden; null: nobody is hidden, or it is not known yet. */
  get kept(): readonly number[] | null {
    return this.#drawing.kept;
  }

  /** @param view `mirrored` as a camera would be shown */
  setView(view: ChosenView): void {
    const others = wordsOf(view.keep) !== wordsOf(this.#view.keep);
    if (others) this.#numbered = this.drawer.current;
    this.#view = view;
    if (conceals(view.overlay) && (this.withheld || !conceals(this.#handed))) this.#takeBack();
    this.events.onChange();
    if (!this.drawer.current) return;
    if (others && conceals(view.overlay)) void this.#narrow(this.drawer.current);
    else void this.#show(this.drawer.current);
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
    // before the view that puts it behind
    this.#feedBackground(client);
    void this.#show(client);
    client.setRefine(this.refine).catch(() => undefined);
    // one that has been at work before may capture still
    this.#capture(client);
  }

  /** @param first the canvas takes its place on the page with this drawing */
  drew(drawing: Drawing, first = false): void {
    if (first) {
      this.#drawing = BLANK;
      this.#settling = null;
    }
    // two ports bring word of it, and what was drawn first may be heard of last
    if (drawing.count <= this.#drawing.count) return;
    const before = this.withheld;
    if (before && !conceals(this.#drawing.overlay) && conceals(drawing.overlay)) void this.#settle(drawing);
    this.#drawing = drawing;
    if (this.withheld !== before) this.events.onChange();
  }

  /** A worker's word may overtake the pictures that it puts on the page's canvas. */
  async #settle(drawing: Drawing): Promise<void> {
    this.#settling = drawing;
    await pageFrames(SETTLED);
    if (this.#settling !== drawing) return;
    this.#settling = null;
    this.events.onChange();
  }

  /** Nothing is on the page any more. */
  clear(): void {
    this.#drawing = BLANK;
    this.#settling = null;
    this.#takeBack();
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
    const drawing = await client.setView({ ...this.#view, mirrored, keep }).catch(() => BLANK);
    if (client === this.drawer.current && this.drawer.shown) this.drew(drawing);
  }

  /** Others are to be left in front than before: until that is drawn nothing is handed out. */
  async #narrow(client: PipelineClient): Promise<void> {
    this.#narrowing += 1;
    await this.#show(client);
    this.#narrowing -= 1;
  }

  #feedBackground(client: PipelineClient): void {
    const file = this.#background;
    file?.feed((picture, turned) => client.setBackground(file.id, picture, turned));
  }

  #capture(client: PipelineClient): void {
    const onPicture = (picture: Picture): void => {
      const allowed = conceals(picture.overlay) || !conceals(this.#view.overlay);
      if (client !== this.drawer.current || !allowed || this.#narrowing > 0) {
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
