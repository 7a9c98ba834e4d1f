import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import { totalOf, type LatencyReport } from '../../core/metrics/metrics.ts';
import { DEFAULT_VIEW, type View } from '../../core/view/view.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import { namedSource } from '../../sources/registry.ts';
import type { FrameReport } from '../../protocol/live.ts';
import { OVERLAY_TRAITS, type Overlay } from '../../core/view/overlay.ts';
import type { Progress } from '../../core/options/progress.ts';
import { checkRefine } from '../../core/refine/refine-schema.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { listCameras, type CameraDevice } from '../../sources/camera/camera.ts';
import { Component } from '../component.ts';
import { FileDrop } from '../controllers/file-drop.ts';
import { Fullscreen } from '../controllers/fullscreen.ts';
import { Idle } from '../controllers/idle.ts';
import { isOperated } from '../controllers/operated.ts';
import type { PlayerSettings } from '../../live/player/player-settings.ts';
import { Player } from '../../live/player/player.ts';
import { faultsWanted, type InjectedFault } from '../../live/player/provoke.ts';
import type { PlayerSupervisor, SupervisedPlayer } from '../../live/player/supervised.ts';
import { Pointing } from '../controllers/pointing.ts';
import { Shortcuts, type Reach } from '../controllers/shortcuts.ts';
import type { RequestEvent } from '../events.ts';
import '../status/status.ts';
import type { Status } from '../status/status.ts';
import { tokens } from '../tokens.ts';
import { bar, panel, type BarActions } from './controls.ts';
import type { PerPixelElement, PerPixelFrame } from './element.ts';
import { download, saveStats, stampedName } from './download.ts';
import { layers } from './layers.ts';
import { PictureStream } from './picture-stream.ts';
import { asError, checkFile, checkSeconds, tidied } from './properties.ts';
import { choiceAtWork, choiceOf, type Choice } from './choice.ts';
import { pickFile } from '../pick-file.ts';
import {
  CHECKED,
  checkSettings,
  OPENED,
  isBackend,
  isEnsemble,
  named,
  overlayInForce,
  refineAttribute,
  shareAttribute,
  splitAttribute,
  validOpacity,
  VIEWED,
} from './settings.ts';
import { needsEnsemble, nothingToSave, onlyCamerasMirror, ensembleGone } from './passing-notices.ts';
import { act } from './shortcut-actions.ts';
import { failedChangeOf, noticeOf, statusOf } from './status-of.ts';
import { styles } from './viewer.styles.ts';

/** Figures change this often, milliseconds: faster than that nobody reads them. */
const FIGURES_EVERY = 250;

/**
 * Shows a camera, a video, an image or the procedural street with a label for every pixel.
 *
 * @tag per-pixel
 * @attr source - `camera`, `street`, or the address of a video or image
 * @attr model - a bundled model's id or a manifest's address; default: what suits the source
 * @attr backend - `auto`, `webgpu` or `wasm`
 * @attr overlay - `labels`, `outline`, `blur`, `replace`, `cutout`, `confidence`, `entropy`, `none`, or of two answers their `disagreement`
 * @attr opacity - of the overlay, 0 to 1
 * @attr refine - how labels are tidied, as JSON, or `off`; default: the model's own
 * @attr doubt - pixels whose confidence is below are hatched, 0 (off) to 1
 * @attr split - share of the picture's width that shows raw labels, 0 to 1; absent: none
 * @attr mirror - labels each frame in the mirror too and averages both answers
 * @attr ensemble - a second model with the same classes, whose answers are averaged with the first one's
 * @attr device - the camera's device id
 * @attr assets - the folder with wasm and models; default: beside the library
 * @attr controls - shows the tool bar, the legend and the figures
 * @attr shortcuts - where keys work: `page` (with `controls`: wherever the page has its focus), `picture`, `off`
 * @attr same-origin - opens addresses of the page's own origin only
 * @fires perpixel-ready - the first frame is labelled; detail `PipelineInfo`
 * @fires perpixel-frame - a frame is labelled; detail `PerPixelFrame`
 * @fires perpixel-statechange - detail `{ state }`: idle, opening, loading, running, paused, recovering, failed
 * @fires perpixel-error - detail `PerPixelError`
 * @csspart stage - the picture's frame
 */
export class PerPixel extends Component implements PerPixelElement {
  static override readonly styles = [tokens, ...styles];

  @property({ reflect: true }) source = '';
  @property({ reflect: true }) model = '';
  @property({ reflect: true }) backend: BackendChoice = 'auto';
  @property({ reflect: true }) overlay: Overlay = 'labels';
  @property({ reflect: true, type: Number }) opacity = 0.5;
  /** null: the model's own; false: the argmax alone. */
  @property({ reflect: true, converter: refineAttribute }) refine: RefineOptions | false | null = null;
  @property({ reflect: true, converter: shareAttribute }) doubt = 0;
  @property({ reflect: true, converter: splitAttribute }) split: number | null = null;
  @property({ reflect: true, type: Boolean }) mirror = false;
  @property({ reflect: true }) ensemble = '';
  @property({ reflect: true }) device = '';
  @property({ reflect: true }) assets = '';
  @property({ reflect: true, type: Boolean }) controls = false;
  @property({ reflect: true, type: Boolean, attribute: 'same-origin' }) sameOrigin = false;
  @property() shortcuts: Reach = 'page';
  /** Shows a camera that faces the visitor as a mirror does. */
  @property({ type: Boolean, attribute: false }) mirrored = true;
  /** Frames a second that a camera is asked for; null: its own. */
  @property({ attribute: false }) rate: number | null = null;

  @state() private figures: LatencyReport | null = null;
  @state() private frame: FrameReport | null = null;
  @state() private notice: Status | null = null;
  @state() private devices: CameraDevice[] = [];
  @state() private refining = false;
  @query('.stage') private readonly stage!: HTMLElement | null;

  readonly #pointing = new Pointing(this, {
    stage: () => this.stage,
    picture: () => this.#newest,
    probe: (x, y) => this.#player.probe(x, y),
  });

  readonly #drop = new FileDrop(this, (file) => this.#tryFile(file));
  readonly #fullscreen = new Fullscreen(this, () => this.renderRoot.querySelector('.viewer'));
  readonly #idle = new Idle(this, {
    watching: () => this.#fullscreen.active,
    inUse: () => this.notice !== null || this.#player.phase !== 'running' || isOperated(this),
  });
  readonly #stream = new PictureStream((wanted) => this.#player.presentation.setCaptured(wanted));
  readonly #actions: BarActions = {
    chooseSource: (source) => this.#chooseSource(source),
    chooseModel: (model) => this.#chooseModel(model),
    openFile: (file) => this.#tryFile(file),
    setOverlay: (overlay) => this.#setOverlay(overlay),
    setMirrored: (mirrored) => this.#setMirrored(mirrored),
    setRefining: (refining) => (this.refining = refining),
    saveSnapshot: () => void this.#saveSnapshot(),
    play: () => this.#tryPlay(),
    toggleFullscreen: () => this.#fullscreen.toggle(),
  };
  readonly #player = new Player(this.#settings, {
    onChange: () => this.#changed(),
    onFrame: (report) => this.#framed(report),
    onCanvas: (canvas) => this.#place(canvas),
    onPicture: (picture) => this.#stream.show(picture?.frame ?? null),
    onError: (error) => this.#failed(error),
  });
  readonly #shortcuts = new Shortcuts(this, {
    // without controls nobody expects any
    reach: () => (this.shortcuts === 'page' && this.controls ? 'page' : this.shortcuts === 'off' ? 'off' : 'picture'),
    act: (shortcut) =>
      act(shortcut, {
        viewer: this,
        player: this.#player,
        pointing: this.#pointing,
        fullscreen: this.#fullscreen,
        actions: this.#actions,
      }),
  });
  #file: File | Blob | null = null;
  /** What was chosen when it failed, and may be tried again. */
  #failedChoice: Choice | null = null;
  /** The last one that is one of ours; null: none has been named or seen. */
  #overlay: Overlay | null = null;
  /** null: nothing of the picture. */
  #shown: Overlay | null = 'labels';
  #awaitsReady = false;
  /** Why another camera than the chosen one is on. */
  #instead: PerPixelError | null = null;
  #picture: HTMLCanvasElement | null = null;
  #announced = '';
  #readyFor = '';
  #newest: FrameReport | null = null;
  #figuresAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (faultsWanted()) {
      const value = (fault: InjectedFault): Promise<void> => this.#player.provoke(fault);
      Object.defineProperty(this, 'injectFault', { value, configurable: true });
    }
    // moved within the page: the player was closed on the way
    if (this.hasUpdated && this.#player.supervised) this.#want();
    else if (this.hasUpdated && (this.#file ?? this.source)) void this.#open();
  }

  override disconnectedCallback(): void {
    // first: who supervises it would else hand back what is wrong
    this.#player.close();
    super.disconnectedCallback();
  }

  /** Goes on playing. */
  async play(): Promise<void> {
    if (this.#player.phase === 'idle' && (this.#file ?? this.source)) await this.#open();
    else await this.#player.play();
  }

  /** A camera is let go of, and opened anew by `play()`. */
  pause(): void {
    this.#player.pause();
  }

  /** Resolves when the picture at this time is on its way. A live source ignores it. */
  async seek(seconds: number): Promise<void> {
    const time = checkSeconds(seconds);
    await this.#player.source?.seek(time);
  }

  /** What is shown, as PNG at the frame's size (at most 1920 × 1080 pixels in area). */
  snapshot(): Promise<Blob> {
    return this.#player.snapshot();
  }

  /**
   * What is shown, as a stream of one track that goes on through every source, model and worker until the element is gone. It is
   * black until there is a picture. Each call gives a stream of its own.
   */
  captureStream(): MediaStream {
    return this.#stream.open();
  }

  get progress(): Progress | null {
    return this.#player.progress;
  }

  stats(): LatencyReport {
    return this.#player.stats();
  }

  /** Hands faults over to a supervisor until it releases the player. */
  supervise(supervisor: PlayerSupervisor): SupervisedPlayer {
    return this.#player.supervise(supervisor);
  }

  /** Opens a file of the visitor's. Rejects with what is wrong with it. */
  async openFile(file: File | Blob): Promise<void> {
    this.#file = checkFile(file);
    this.source = '';
    await this.#player.open(file);
  }

  /** Tells the visitor of a mistake without stopping the picture. */
  notify(error: PerPixelError): void {
    const ours = asError(error);
    this.notice = noticeOf(ours);
    this.#emit('perpixel-error', ours);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    for (const wrong of tidied(this, changed)) this.notify(wrong);
    if (changed.has('source')) this.source = named(this.source ?? '');
    if (changed.has('refine')) this.#checkRefine();
    if (!CHECKED.some((name) => changed.has(name))) return;
    this.overlay = named(this.overlay) as Overlay;
    this.backend = named(this.backend) as BackendChoice;
    if (!changed.has('overlay') && this.overlay === 'disagreement' && !isEnsemble(this)) {
      // it was right until now: what it shows has been switched off
      this.overlay = 'labels';
      this.notice = ensembleGone;
    }
    const wrong = checkSettings(this);
    if (wrong) this.notify(wrong);
    this.#shown = overlayInForce(this, this.#overlay);
    if (this.#shown) this.overlay = this.#shown;
    const byDefault = !this.hasUpdated && !this.hasAttribute('overlay') && this.overlay === DEFAULT_VIEW.overlay;
    if (changed.has('overlay') && !byDefault) this.#overlay = this.#shown;
    if (!isBackend(this.backend)) this.backend = 'auto';
    this.opacity = validOpacity(this.opacity);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const settings = this.#settings;
    const otherDevice = settings.deviceId !== this.#player.settings.deviceId && this.source === 'camera';
    this.#player.settings = settings;
    if (VIEWED.some((name) => changed.has(name))) this.#player.presentation.setView(this.#view);
    if (changed.has('refine')) this.#player.presentation.setRefine(this.refine);
    if (changed.has('rate')) this.#player.setRate(this.rate);
    if (this.#player.supervised) {
      if (changed.has('source')) this.#want();
    } else if ((changed.has('source') || otherDevice) && this.#follow(otherDevice)) return;
    if (OPENED.some((name) => changed.has(name))) {
      void this.#player.reload().catch(() => undefined);
    }
  }

  protected override render(): TemplateResult {
    const full = this.#fullscreen.active;
    const layout = { layout: true, controls: this.controls && !full, full, idle: this.#idle.idle };
    return html`
      <div class="viewer ${this.#fullscreen.filling ? 'filling' : ''}">
        <div class=${classMap(layout)}>${this.#renderStage()} ${this.controls ? this.#renderControls() : nothing}</div>
      </div>
    `;
  }

  #renderStage(): TemplateResult {
    const status = this.notice ?? statusOf(this.#player);
    return html`
      <div
        class=${this.#stageClass}
        part="stage"
        tabindex="0"
        role="group"
        aria-label=${this.#description}
        @pointermove=${this.#pointing.moveTo}
        @pointerdown=${this.#pointing.moveTo}
        @pointerleave=${() => this.#pointing.clear()}
        @blur=${() => this.#pointing.clear()}
        @keydown=${this.#shortcuts.onPictureKey}
        @dragover=${this.#drop.onDragOver}
        @dragleave=${this.#drop.onDragLeave}
        @drop=${this.#drop.onDrop}
      >
        ${this.overlay === 'cutout' && this.#picture ? html`<div class="backdrop" part="backdrop"></div>` : nothing}
        ${this.#picture}
        ${layers({
          split: this.split,
          frame: this.frame,
          // beside a pointer that is hidden no words are wanted
          pointed: this.#idle.idle ? null : this.#pointing.pointed,
          classes: this.#player.info?.model.classes ?? [],
          setSplit: (split) => (this.split = split),
        })}
        ${this.#player.supervised ? nothing : html`<pp-status .state=${status} @pp-request-action=${this.#onAction}></pp-status>`}
      </div>
    `;
  }

  #renderControls(): TemplateResult {
    return html`
      ${bar({
        viewer: this,
        player: this.#player,
        devices: this.devices,
        isFullscreen: this.#fullscreen.active,
        refining: this.refining,
        actions: this.#actions,
      })}
      ${panel({
        player: this.#player,
        frame: this.frame,
        figures: this.figures,
        overlay: this.overlay,
        active: this.#pointing.pointed?.probe.classId ?? null,
        saveStats: () => saveStats(this.stats()),
      })}
    `;
  }

  get #settings(): PlayerSettings {
    return {
      model: this.model || null,
      backend: isBackend(this.backend) ? this.backend : 'auto',
      assets: this.assets || undefined,
      mirror: this.mirror,
      ensemble: this.ensemble || undefined,
      deviceId: this.device || undefined,
      sameOrigin: this.sameOrigin,
      faults: faultsWanted(),
    };
  }

  get #view(): View {
    const { opacity, mirrored, doubt, split } = this;
    return { ...DEFAULT_VIEW, overlay: this.#shown ?? 'withheld', opacity, mirrored, doubt, split };
  }

  get #stageClass(): string {
    const withheld = this.#player.presentation.withheld ? 'withheld' : '';
    return `stage ${withheld} ${this.#drop.over ? 'dropping' : ''}`;
  }

  get #description(): string {
    const label = this.#player.source?.label;
    return label ? `${label}, labelled pixel by pixel. Arrow keys inspect.` : 'Labelled picture';
  }

  async #open(): Promise<void> {
    const source = this.#file ?? this.source;
    await this.#player.open(source).catch(() => undefined);
    if (this.source === 'camera') this.devices = await listCameras();
  }

  /** Opens what is named now, or closes where that is nothing. @returns whether there was anything to do */
  #follow(anew: boolean): boolean {
    if (this.source) this.#file = null;
    const wanted = this.#file ?? this.source;
    if (wanted === '') this.#clear();
    else if (!anew && wanted === this.#player.wanted && this.#player.phase !== 'failed') return false;
    else void this.#open();
    return true;
  }

  /** Has the supervisor open what is named now. */
  #want(): void {
    if (this.source) this.#file = null;
    if (!this.#player.want(this.source)) this.#clear();
  }

  /** Nothing is looked at any more, and nothing of it stays on the page. */
  #clear(): void {
    this.#player.close();
    this.#player.presentation.clear();
    this.#picture = this.#newest = this.frame = this.figures = this.notice = null;
    this.renderRoot.querySelector('pp-hud')?.clear();
    this.#pointing.clear();
  }

  #tryPlay(): void {
    this.play().catch((thrown: unknown) => this.notify(toPerPixelError(thrown, 'source-unavailable', 'Try again.')));
  }

  #checkRefine(): void {
    try {
      // a copy: what was checked is what is used
      if (this.refine !== null) this.refine = checkRefine(this.refine);
    } catch (thrown) {
      this.notify(toPerPixelError(thrown, 'option-invalid', 'Use other values.'));
      this.refine = null;
    }
  }

  #tryFile(file: File): void {
    this.notice = null;
    // onError has told the visitor
    this.openFile(file).catch(() => undefined);
  }

  #chooseSource(source: string): void {
    this.notice = null;
    // another source may bring another model, whose classes are others
    this.ensemble = '';
    const again = this.source === source && this.#file === null;
    this.#file = null;
    this.source = source;
    if (again) void this.#open();
  }

  #choose({ file, ...choice }: Choice): void {
    this.#file = file;
    Object.assign(this, choice);
  }

  async #retry(): Promise<void> {
    if (this.#failedChoice) this.#choose(this.#failedChoice);
    await this.updateComplete;
    const { phase, wanted } = this.#player;
    if (phase === 'failed' || wanted !== (this.#file ?? this.source)) await this.#open();
  }

  #chooseModel(model: string): void {
    this.model = model;
    this.ensemble = '';
  }

  /** What is on is what the choice shows, and that it is another camera is told once. */
  #noteCamera(): void {
    const { instead = null, deviceId = '' } = this.#player.source ?? {};
    if (instead === this.#instead) return;
    this.#instead = instead;
    if (!instead) return;
    this.notice = noticeOf(instead);
    // a supervisor opens the one that was chosen each time
    if (this.#player.supervised || !this.device || !deviceId) return;
    this.device = deviceId;
    this.#player.settings = this.#settings;
  }

  #changed(): void {
    const { phase, source } = this.#player;
    this.#noteCamera();
    const state = phase === 'running' && source?.playback.paused && source.traits.moves ? 'paused' : phase;
    if (state !== this.#announced) {
      this.#announced = state;
      if (phase === 'loading' || phase === 'opening') this.#awaitsReady = true;
      this.#emit('perpixel-statechange', { state });
    }
    this.requestUpdate();
  }

  #framed(report: FrameReport): void {
    this.#newest = report;
    this.stage?.style.setProperty('--_aspect', String(report.width / report.height));
    const hud = this.renderRoot.querySelector('pp-hud');
    hud?.push(totalOf(report.timings));
    const now = performance.now();
    if (now - this.#figuresAt >= FIGURES_EVERY || !this.frame) {
      this.#figuresAt = now;
      this.frame = report;
      this.figures = this.controls ? this.#player.stats() : null;
      void this.#pointing.refresh();
    }
    const { info } = this.#player;
    const awaited = this.#awaitsReady && !this.#player.changing;
    if (info && (awaited || this.#readyFor !== info.model.id + info.backend)) {
      this.#awaitsReady = false;
      this.#readyFor = info.model.id + info.backend;
      this.#emit('perpixel-ready', info);
    }
    const { id, width, height, seconds, shares, timings, accuracy } = report;
    const mirrored = this.mirrored && this.#player.source?.traits.mirrors;
    const centres = mirrored ? report.centres.map((x) => 1 - x) : report.centres;
    const miou = accuracy?.miou ?? null;
    const detail: PerPixelFrame = { id, width, height, seconds, shares, centres, timings, miou };
    this.#emit('perpixel-frame', detail);
  }

  #failed(error: PerPixelError): void {
    this.#failedChoice = choiceOf(this, this.#file);
    if (this.#player.phase === 'failed') this.notice = null;
    else {
      // what goes on is what the choice shows, and what went wrong is a notice over it
      this.#choose(choiceAtWork(this.#player));
      this.notice = failedChangeOf(error, this.#player);
    }
    this.#emit('perpixel-error', error);
  }

  #place(canvas: HTMLCanvasElement): void {
    canvas.className = 'picture';
    canvas.setAttribute('part', 'picture');
    canvas.setAttribute('aria-hidden', 'true');
    this.#picture = canvas;
    // what is seen by default is from now on what a name that is none leaves in force
    this.#overlay ??= this.#shown;
    this.requestUpdate();
  }

  /** Shows the visitor an overlay, or says what that takes. */
  #setOverlay(overlay: Overlay): void {
    if (OVERLAY_TRAITS[overlay].compares && !isEnsemble(this)) this.notice = needsEnsemble;
    else this.overlay = overlay;
  }

  #setMirrored(mirrored: boolean): void {
    if (this.#player.source?.traits.mirrors) this.mirrored = mirrored;
    else this.notice = onlyCamerasMirror;
  }

  readonly #onAction = (event: RequestEvent<'pp-request-action'>): void => {
    const { id } = event.detail;
    this.notice = null;
    if (id === 'retry') void this.#retry();
    else if (id === 'backend-auto') this.backend = 'auto';
    else if (id === 'model-default') this.model = '';
    else if (id === 'second-answer') Object.assign(this, { mirror: true, overlay: 'disagreement' });
    else if (id === 'file') void pickFile().then((file) => file && this.#tryFile(file));
    else if (namedSource(id)) this.#chooseSource(id);
  };

  async #saveSnapshot(): Promise<void> {
    try {
      download(await this.snapshot(), stampedName('png', new Date()));
    } catch (thrown) {
      if (this.#newest) this.notify(toPerPixelError(thrown, 'source-unavailable', 'Try again.'));
      else this.notice = nothingToSave;
    }
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
