import { toPerPixelError } from '../../core/errors/errors.ts';
import { OVERLAY_TRAITS, type Overlay } from '../../core/view/overlay.ts';
import type { Player } from '../../live/player/player.ts';
import { namedSource } from '../../sources/registry.ts';
import type { Fullscreen } from '../controllers/fullscreen.ts';
import type { RequestEvent } from '../events.ts';
import { pickFile } from '../pick-file.ts';
import type { BarActions } from './controls.ts';
import { download, stampedName } from './download.ts';
import type { Figures } from './figures.ts';
import type { Notice } from './notice.ts';
import { needsEnsemble, nothingToSave, onlyCamerasMirror } from './passing-notices.ts';
import type { Selection } from './selection.ts';
import { isEnsemble } from './settings.ts';
import { STREETS } from './street-offer.ts';
import { isLesson } from '../teacher/words.ts';
import { BRING_BACK } from './taught-before.ts';
import type { TeachingDesk } from './teaching-desk.ts';
import type { ViewerHost } from './viewer-host.ts';

export interface CommandTargets {
  readonly player: Player;
  readonly selection: Selection;
  readonly notice: Notice;
  readonly figures: Figures;
  readonly fullscreen: Fullscreen;
  readonly desk: TeachingDesk;
}

/** What a visitor asks for, with the tool bar, a key or a button over the picture. */
export class Commands implements BarActions {
  /** The controls of refinement are shown. */
  refining = false;

  constructor(
    private readonly viewer: ViewerHost,
    private readonly targets: CommandTargets,
  ) {}

  chooseSource(source: string): void {
    this.targets.selection.chooseSource(source);
  }

  chooseModel(model: string): void {
    this.targets.selection.chooseModel(model);
  }

  openFile(file: File): void {
    this.targets.notice.clear();
    if (isLesson(file)) return this.targets.desk.openFile(file);
    // onError has told the visitor
    this.viewer.openFile(file).catch(() => undefined);
  }

  /** Shows the visitor an overlay, or says what that takes. */
  setOverlay(overlay: Overlay): void {
    if (OVERLAY_TRAITS[overlay].compares && !isEnsemble(this.viewer)) this.targets.notice.show(needsEnsemble);
    else this.viewer.overlay = overlay;
  }

  setMirrored(mirrored: boolean): void {
    if (this.targets.player.source?.traits.mirrors) this.viewer.mirrored = mirrored;
    else this.targets.notice.show(onlyCamerasMirror);
  }

  setRefining(refining: boolean): void {
    this.refining = refining;
    this.viewer.requestUpdate();
  }

  saveSnapshot(): void {
    void this.#saveSnapshot();
  }

  /** What stands to be drawn on goes on. */
  play(): void {
    const { viewer } = this;
    if (this.#thaws()) return;
    viewer.play().catch((thrown: unknown) => {
      viewer.notify(toPerPixelError(thrown, 'source-unavailable', 'Try again.'));
    });
  }

  /** What stands to be drawn on is let go of: another picture is wanted. */
  seek(seconds: number): void {
    this.#thaws();
    void this.viewer.seek(seconds);
  }

  toggleFullscreen(): void {
    this.targets.fullscreen.toggle();
  }

  /** A button over the picture was pressed. */
  readonly onAction = (event: RequestEvent<'pp-request-action'>): void => {
    const { id } = event.detail;
    const { viewer } = this;
    this.targets.notice.clear();
    if (id === 'retry') void this.targets.selection.retry();
    else if (id === 'backend-auto') viewer.backend = 'auto';
    else if (id === 'model-default') viewer.model = '';
    else if (id === 'second-prediction') Object.assign(viewer, { mirror: true, overlay: 'disagreement' });
    else if (id === 'people' || id === STREETS) this.chooseModel(id);
    else if (id === 'no-people') this.targets.selection.declinePeople();
    else if (id === 'file') void pickFile().then((file) => file && this.openFile(file));
    else if (id === BRING_BACK) this.targets.desk.bringBack();
    else if (namedSource(id)) this.chooseSource(id);
  };

  /** @returns whether a picture stood */
  #thaws(): boolean {
    const { desk } = this.targets;
    const stands = desk.frozen !== null;
    if (stands) desk.act({ act: 'live' });
    return stands;
  }

  async #saveSnapshot(): Promise<void> {
    try {
      download(await this.viewer.snapshot(), stampedName('png', new Date()));
    } catch (thrown) {
      if (this.targets.figures.newest) {
        this.viewer.notify(toPerPixelError(thrown, 'source-unavailable', 'Try again.'));
      } else this.targets.notice.show(nothingToSave);
    }
  }
}
