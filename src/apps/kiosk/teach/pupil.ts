import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import { WITHHELD } from '../../../core/view/view.ts';
import type { BackendChoice } from '../../../core/tuning/backend.ts';
import { frameStroke } from '../../../elements/brush/frame-stroke.ts';
import type { Trace } from '../../../elements/teacher/act.ts';
import { pagePlayer } from '../../../live/player/page-player.ts';
import type { Player } from '../../../live/player/player.ts';
import type { LiveTeaching, LiveTeachingState } from '../../../live/teach/live-teaching.ts';
import type { FrameReport } from '../../../protocol/live.ts';

export interface PupilOptions {
  /** A trunk's id, or the address of its manifest. */
  readonly model: string;
  readonly backend: BackendChoice;
  readonly deviceId: string;
  readonly mirrored: boolean;
  /** What the thing is called. */
  readonly name: string;
  /** A picture, labels or what is taught is another. */
  onChange(): void;
  /** It can go on no more. */
  onFault(error: PerPixelError): void;
}

export interface Drawn {
  readonly trace: Trace;
  /** null: an eraser. */
  readonly classId: number | null;
}

/** The classes that are taught. */
export const REST = 0;
export const THING = 1;

/**
 * A camera of its own with a model that learns from strokes, while the exhibit's goes on behind. Its workers are nobody else's, nothing of
 * it is kept anywhere, and with `close` they end, and all that they hold.
 */
export class Pupil {
  state: LiveTeachingState | null = null;
  frame: FrameReport | null = null;
  canvas: HTMLCanvasElement | null = null;
  /** So many of the brush's lines have become labels, or came to nothing. */
  settled = 0;
  /** Lines on their way to labels, that which is being drawn among them. */
  lines = 0;
  /** No more can be stroked. */
  full = false;
  /** On the picture that stands. */
  #drawn: Drawn[] = [];
  #overlay: 'none' | 'labels' = 'none';
  #teaching: LiveTeaching | null = null;
  #opening = false;
  #closed = false;
  /** The picture is to stand, whether or not anybody draws. */
  #stands = false;
  readonly #player: Player;

  constructor(private readonly options: PupilOptions) {
    const { model, backend, deviceId } = options;
    // trunks are ONNX; what is fastest was found out by the exhibit, and trying others would change the worker on the way
    const settings = { model, backend, runtime: 'ort', deviceId: deviceId || undefined, sameOrigin: true } as const;
    this.#player = pagePlayer(settings, {
      onChange: () => undefined,
      onFrame: (report) => this.#framed(report),
      onCanvas: (canvas) => this.#change(() => (this.canvas = canvas)),
      onPicture: () => undefined,
      // what ends it comes as a fault
      onError: () => undefined,
    });
  }

  /** On the picture that stands. */
  get drawn(): readonly Drawn[] {
    return this.#drawn;
  }

  get labelled(): boolean {
    return this.state !== null && this.state.fitSeconds !== null && this.state.hint === null;
  }

  /** So many strokes are of this class. */
  strokesOf(classId: number): number {
    return this.state?.strokesOf[classId] ?? 0;
  }

  open(): void {
    // nothing recovers by itself: the exhibit behind is the recovery
    this.#player.supervise({ standby: false, onFault: ({ error }) => this.#failed(error) });
    this.#show('none');
    this.#player.want('camera');
  }

  /** The picture stands. */
  freeze(): void {
    this.#stands = true;
    void this.#try((teaching) => teaching.freeze());
  }

  /** It goes on. */
  thaw(): void {
    this.#stands = false;
    this.#drawn = [];
    void this.#try((teaching) => teaching.thaw());
  }

  /** Everything is forgotten, and the picture goes on. */
  clear(): void {
    this.full = false;
    this.settled = 0;
    this.thaw();
    void this.#try(async (teaching) => {
      await teaching.clear();
      teaching.addClass(this.options.name);
    });
  }

  /** Somebody begins to draw: the picture stands from now on, and goes on once the last line is labels. */
  begin(): void {
    this.lines += 1;
    void this.#try((teaching) => teaching.freeze());
  }

  /** Nothing becomes of the line. */
  cancel(): Promise<void> {
    return this.#lineDone();
  }

  /** A line of the brush. @param classId null: an eraser */
  async stroke(trace: Trace, classId: number | null): Promise<void> {
    await this.#lay({ trace, classId });
    this.settled += 1;
    await this.#lineDone();
  }

  /** Lines that nobody draws. */
  async strokeAll(traces: readonly Trace[], classId: number): Promise<void> {
    this.lines += 1;
    await Promise.all(traces.map((trace) => this.#lay({ trace, classId })));
    await this.#lineDone();
  }

  undo(): void {
    this.#drawn.pop();
    void this.#try((teaching) => teaching.undo());
  }

  /** Ends its workers with everything in them. Twice is harmless. */
  close(): void {
    this.#closed = true;
    try {
      // nothing is kept that would have to be waited for
      void this.#teaching?.close();
    } finally {
      this.#player.close();
      this.#teaching = null;
      this.state = null;
      this.frame = null;
      this.canvas = null;
      this.#drawn = [];
    }
  }

  async #lay(drawn: Drawn): Promise<void> {
    this.#drawn.push(drawn);
    await this.#try(async (teaching) => {
      const frame = await teaching.freeze();
      const mirrored = this.options.mirrored && (this.#player.source?.traits.mirrors ?? false);
      await teaching.stroke(frameStroke(drawn.trace, drawn.classId, frame, mirrored));
    });
  }

  #framed(report: FrameReport): void {
    if (this.#closed) return;
    const first = this.frame === null;
    this.frame = report;
    if (!this.#teaching && !this.#opening) void this.#teach();
    else if (first) this.options.onChange();
  }

  async #teach(): Promise<void> {
    this.#opening = true;
    try {
      const teaching = await this.#player.teach((state) => this.#changed(state), { keep: false });
      if (this.#closed) return teaching.close();
      this.#teaching = teaching;
      teaching.addClass(this.options.name);
      this.#changed(teaching.state);
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.#opening = false;
    }
  }

  #changed(state: LiveTeachingState): void {
    if (this.#closed || !this.#teaching) return;
    const overlay = state.fitSeconds === null ? 'none' : 'labels';
    this.#change(() => (this.state = state));
    if (overlay !== this.#overlay) this.#show(overlay);
  }

  /** Labels are shown as soon as there are any. */
  #show(overlay: 'none' | 'labels'): void {
    this.#overlay = overlay;
    const { mirrored } = this.options;
    this.#player.presentation.setView({ ...WITHHELD, overlay, opacity: 0.6, mirrored });
  }

  async #lineDone(): Promise<void> {
    this.#change(() => (this.lines = Math.max(0, this.lines - 1)));
    if (this.lines > 0 || this.#stands) return;
    this.#drawn = [];
    await this.#try((teaching) => teaching.thaw());
  }

  async #try(task: (teaching: LiveTeaching) => unknown): Promise<void> {
    const teaching = this.#teaching;
    if (!teaching) return;
    try {
      await task(teaching);
    } catch (thrown) {
      const { code } = toPerPixelError(thrown, 'worker-crashed', '');
      if (code === 'teaching-full') this.#change(() => (this.full = true));
      else this.#failed(thrown);
    }
  }

  #change(change: () => unknown): void {
    if (this.#closed) return;
    change();
    this.options.onChange();
  }

  #failed(thrown: unknown): void {
    if (!this.#closed) this.options.onFault(toPerPixelError(thrown, 'worker-crashed', 'The exhibit goes on.'));
  }
}
