import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PerPixelError } from '../../core/errors/errors.ts';
import { totalOf, type LatencyReport } from '../../core/metrics/metrics.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Progress } from '../../core/options/progress.ts';
import { FileDrop } from '../controllers/file-drop.ts';
import { Fullscreen } from '../controllers/fullscreen.ts';
import { Idle } from '../controllers/idle.ts';
import { isOperated } from '../controllers/operated.ts';
import { pagePlayer } from '../../live/player/page-player.ts';
import { offerFaults } from './offer-faults.ts';
import type { PlayerSupervisor, SupervisedPlayer } from '../../live/player/supervised.ts';
import { Pointing } from '../controllers/pointing.ts';
import { tokens } from '../tokens.ts';
import { Announcements } from './announcements.ts';
import { playerSettings } from './choice.ts';
import { Commands } from './commands.ts';
import { bar, type BarState } from './controls.ts';
import { saveStats } from './download.ts';
import type { PerPixelElement } from './element.ts';
import { Figures } from './figures.ts';
import { Keeping } from './keeping.ts';
import { panel, type PanelState } from './panel.ts';
import { PictureStream } from '../../live/picture-stream.ts';
import { asError, checkSeconds } from './properties.ts';
import { Selection } from './selection.ts';
import { OPENED } from './settings.ts';
import { viewerShortcuts } from './shortcut-actions.ts';
import { asPicture, stage, type StageState } from './stage.ts';
import { noticeOf } from './status-of.ts';
import { TeachingDesk } from './teaching-desk.ts';
import { ViewerProperties } from './viewer-properties.ts';
import { styles } from './viewer.styles.ts';
import { waysOut } from './ways-out.ts';

/**
 * Shows a camera, a video, an image or the procedural street with a label for every pixel.
 *
 * @tag per-pixel
 * @fires {CustomEvent<PipelineInfo>} perpixel-ready - the first frame of a source, model or backend is labelled
 * @fires {CustomEvent<PerPixelFrame>} perpixel-frame - a frame is labelled
 * @fires {CustomEvent<{ readonly state: string }>} perpixel-statechange - it is idle, opening, loading, running, paused, recovering or failed
 * @fires {CustomEvent<{ readonly labelling: string }>} perpixel-labellingchange - what labels tell apart was chosen otherwise
 * @fires {CustomEvent<{ readonly keep: Keep | null }>} perpixel-keepchange - whom the view leaves in front was chosen otherwise
 * @fires {CustomEvent<{ readonly background: BackgroundOption }>} perpixel-backgroundchange - what lies behind was chosen otherwise
 * @fires {CustomEvent<PerPixelError>} perpixel-error - something went wrong
 * @csspart stage - the picture's frame
 * @csspart picture - the picture
 * @csspart backdrop - behind a cut-out
 * @csspart message - what is said over the picture
 * @csspart split - the line between raw and refined labels, with all that belongs to it
 * @csspart inspector - the words about the pixel that is pointed at
 * @csspart bar - playback and tool bar
 * @csspart playback - what plays, pauses and seeks
 * @csspart toolbar - the tool bar
 * @csspart recorder - what records
 * @csspart refinement - how labels are tidied
 * @csspart panel - what lies beside the picture
 * @csspart teacher - how a thing is taught
 * @csspart brush - what draws over the picture
 * @csspart backgrounds - what lies behind
 * @csspart scale - the colours of confidence, entropy or disagreement
 * @csspart things - what is told apart, and whom the view leaves in front
 * @csspart legend - the classes
 * @csspart figures - how fast it runs
 * @slot over - over the picture
 * @slot empty - in place of what is said where there is no source
 * @slot loading - in place of what is said while something loads
 * @slot error - in place of what is said where nothing can be shown
 * @slot bar - before the tool bar's buttons with signs
 * @slot panel - below the figures
 */
export class PerPixel extends ViewerProperties implements PerPixelElement {
  static override readonly styles = [tokens, ...styles];

  @query('.stage') private readonly stage!: HTMLElement | null;
  readonly #figures = new Figures();
  readonly #pointing = new Pointing(this, {
    stage: () => this.stage,
    picture: () => this.#figures.newest,
    probe: (x, y) => this.#player.probe(x, y),
  });
  readonly #drop = new FileDrop(this, (file) => this.#commands.openFile(file));
  readonly #fullscreen = new Fullscreen(this, () => this.renderRoot.querySelector('.viewer'));
  readonly #idle = new Idle(this, {
    watching: () => this.#fullscreen.active,
    inUse: () => this.notice.current !== null || this.#player.phase !== 'running' || isOperated(this),
  });
  readonly #stream = new PictureStream((wanted) => this.#player.presentation.setCaptured(wanted));
  readonly #player = pagePlayer(playerSettings(this), {
    onChange: () => this.#changed(),
    onFrame: (report) => this.#framed(report),
    onCanvas: (canvas) => this.#place(canvas),
    onPicture: (picture) => this.#stream.show(picture?.frame ?? null),
    onError: (error) => {
      this.#selection.failed(error);
      this.#announcements.failed(error);
    },
  });
  readonly #out = waysOut(this, { player: this.#player, pictures: this.#stream, notice: this.notice });
  readonly #announcements = new Announcements(this, this.#player);
  readonly #selection = new Selection(this, {
    player: this.#player,
    notice: this.notice,
    onNothing: () => this.#clear(),
  });
  protected override readonly desk = new TeachingDesk(this, { player: this.#player, notice: this.notice });
  readonly #commands = new Commands(this, {
    player: this.#player,
    selection: this.#selection,
    notice: this.notice,
    figures: this.#figures,
    fullscreen: this.#fullscreen,
    desk: this.desk,
  });
  readonly #keeping = new Keeping(this, { player: this.#player, pointing: this.#pointing, figures: this.#figures });
  readonly #shortcuts = viewerShortcuts(this, {
    player: this.#player,
    pointing: this.#pointing,
    keeping: this.#keeping,
    desk: this.desk,
    fullscreen: this.#fullscreen,
    actions: this.#commands,
  });
  #picture: HTMLCanvasElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    offerFaults(this, this.#player);
    // moved within the page: the player was closed on the way
    if (this.hasUpdated && this.#player.supervised) this.#selection.want();
    else if (this.hasUpdated && this.#selection.wanted) void this.#selection.open();
  }

  override disconnectedCallback(): void {
    // first: who supervises it would else hand back what is wrong
    this.#player.close();
    this.desk.close();
    this.#selection.stop();
    super.disconnectedCallback();
  }

  /** Goes on playing. */
  async play(): Promise<void> {
    if (this.#player.phase === 'idle' && this.#selection.wanted) await this.#selection.open();
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
    this.takeUp();
    return this.#player.snapshot();
  }

  /**
   * What is shown, as a stream of one track that goes on through every source, model and worker until the element is gone. It is
   * black until there is a picture. Each call gives a stream of its own.
   */
  captureStream(): MediaStream {
    this.takeUp();
    return this.#stream.open(this.#figures.newest && this.#picture);
  }

  /** What it waits for before it labels; null: nothing, or nothing that can be told. */
  get progress(): Progress | null {
    return this.#player.progress;
  }

  /** Percentiles over the last 600 frames, in milliseconds, and what was dropped and copied. */
  stats(): LatencyReport {
    return this.#player.stats();
  }

  /** Hands faults over to a supervisor until it releases the player. */
  supervise(supervisor: PlayerSupervisor): SupervisedPlayer {
    return this.#player.supervise(supervisor);
  }

  /** Opens a file of the visitor's. Rejects with what is wrong with it. */
  openFile(file: File | Blob): Promise<void> {
    return this.#selection.openFile(file);
  }

  /** Tells the visitor of a mistake without stopping the picture. */
  notify(error: PerPixelError): void {
    const ours = asError(error);
    this.notice.show(noticeOf(ours));
    this.#announcements.failed(ours);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const settings = playerSettings(this);
    const otherDevice = settings.deviceId !== this.#player.settings.deviceId && this.source === 'camera';
    this.#player.settings = settings;
    if (this.#keeping.changes(changed)) this.#player.presentation.setView(this.#keeping.seen(this.chosenView));
    this.#announcements.set(changed);
    if (changed.has('refine')) this.#player.presentation.setRefine(this.refine);
    if (changed.has('rate')) this.#player.setRate(this.rate);
    if (this.#player.supervised) {
      if (changed.has('source')) this.#selection.want();
    } else if ((changed.has('source') || otherDevice) && this.#selection.follow(otherDevice)) return;
    if (OPENED.some((name) => changed.has(name))) void this.#player.reload().catch(() => undefined);
  }

  protected override layBackground(): void {
    this.#player.presentation.setBackground(this.behind.file);
    this.#player.presentation.setView(this.#keeping.seen(this.chosenView));
  }

  protected override render(): TemplateResult {
    const full = this.#fullscreen.active;
    const layout = { layout: true, controls: this.controls && !full, full, idle: this.#idle.idle, teach: this.teach };
    const shown = this.#shown;
    return html`
      <div class="viewer ${this.#fullscreen.filling ? 'filling' : ''}">
        <div class=${classMap(layout)}>
          ${stage(shown)} ${this.controls ? html`${bar(shown)} ${panel(shown)}` : nothing}
        </div>
      </div>
    `;
  }

  /** What stage, bar and panel show. */
  get #shown(): StageState & BarState & PanelState {
    return {
      viewer: this,
      player: this.#player,
      picture: this.#picture,
      frame: this.#figures.frame,
      notice: this.notice.current,
      idle: this.#idle.idle,
      pointing: this.#pointing,
      keeping: this.#keeping,
      desk: this.desk,
      shortcuts: this.#shortcuts,
      drop: this.#drop,
      onAction: this.#commands.onAction,
      refining: this.#commands.refining,
      devices: this.#selection.devices,
      isFullscreen: this.#fullscreen.active,
      ...this.#out,
      actions: this.#commands,
      figures: this.#figures.report,
      behind: this.behind,
      active: this.#pointing.pointed?.probe.classId ?? null,
      saveStats: () => saveStats(this.stats()),
    };
  }

  /** Nothing is looked at any more, and nothing of it stays on the page. */
  #clear(): void {
    this.#player.close();
    this.#player.presentation.clear();
    this.#picture = null;
    this.#figures.clear();
    this.notice.clear();
    this.requestUpdate();
    this.renderRoot.querySelector('pp-hud')?.clear();
    this.#pointing.clear();
  }

  #changed(): void {
    this.#selection.noteCamera();
    this.#keeping.follow();
    this.#announcements.changed();
    this.requestUpdate();
  }

  #framed(report: FrameReport): void {
    this.stage?.style.setProperty('--_aspect', String(report.width / report.height));
    this.renderRoot.querySelector('pp-hud')?.push(totalOf(report.timings));
    if (this.#figures.take(report, () => (this.controls ? this.#player.stats() : null))) {
      this.requestUpdate();
      void this.#pointing.refresh();
    }
    this.#selection.framed(report);
    this.#announcements.framed(report);
    this.desk.follow();
  }

  #place(canvas: HTMLCanvasElement): void {
    this.#picture = asPicture(canvas);
    // what is seen by default is from now on what a name that is none leaves in force
    this.overlayInForce.seen();
    this.requestUpdate();
  }
}
