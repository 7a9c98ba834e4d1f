import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Player } from '../../live/player/player.ts';
import type { FrameReport } from '../../protocol/live.ts';
import { listCameras, type CameraDevice } from '../../sources/camera/camera.ts';
import { choiceAtWork, choiceOf, playerSettings, type Choice } from './choice.ts';
import type { Notice } from './notice.ts';
import { PeopleOffer, peopleOffered } from './people-offer.ts';
import { checkFile } from './properties.ts';
import { failedChangeOf, noticeOf } from './status-of.ts';
import { StreetOffer, streetOffered } from './street-offer.ts';
import type { ViewerHost } from './viewer-host.ts';

export interface SelectionParts {
  readonly player: Player;
  readonly notice: Notice;
  /** Nothing is looked at any more. */
  onNothing(): void;
}

/** Which source is looked at and what labels it, as page and visitor choose them, and what becomes of a choice that fails. */
export class Selection {
  /** The cameras there are, once one was opened. */
  devices: readonly CameraDevice[] = [];
  readonly #offer = new PeopleOffer();
  readonly #street = new StreetOffer();
  /** Of the visitor's; goes before a source by its name. */
  #file: File | Blob | null = null;
  /** What was chosen when it failed, and may be tried again. */
  #failed: Choice | null = null;
  /** Why another camera than the chosen one is on. */
  #instead: PerPixelError | null = null;

  constructor(
    private readonly viewer: ViewerHost,
    private readonly parts: SelectionParts,
  ) {}

  /** What is to be looked at; empty: nothing. */
  get wanted(): string | Blob {
    return this.#file ?? this.viewer.source;
  }

  async open(): Promise<void> {
    await this.parts.player.open(this.wanted).catch(() => undefined);
    if (this.viewer.source !== 'camera') return;
    this.devices = await listCameras();
    this.viewer.requestUpdate();
  }

  /** Rejects with what is wrong with the file. */
  async openFile(file: File | Blob): Promise<void> {
    this.#file = checkFile(file);
    this.viewer.source = '';
    await this.parts.player.open(file);
  }

  /** Opens what is named now, or closes where that is nothing. @returns whether there was anything to do */
  follow(anew: boolean): boolean {
    const { player } = this.parts;
    if (this.viewer.source) this.#file = null;
    const { wanted } = this;
    if (wanted === '') this.parts.onNothing();
    else if (!anew && wanted === player.wanted && player.phase !== 'failed') return false;
    else void this.open();
    return true;
  }

  /** Has the supervisor open what is named now. */
  want(): void {
    const { source } = this.viewer;
    if (source) this.#file = null;
    if (!this.parts.player.want(source)) this.parts.onNothing();
  }

  chooseSource(source: string): void {
    const { viewer } = this;
    this.parts.notice.clear();
    // another source may bring another model, whose classes are others
    viewer.ensemble = '';
    const again = viewer.source === source && this.#file === null;
    this.#file = null;
    viewer.source = source;
    if (again) void this.open();
  }

  chooseModel(model: string): void {
    // its classes are fixed
    if (model !== '') this.viewer.teach = false;
    this.viewer.model = model;
    this.viewer.ensemble = '';
  }

  /** What was chosen cannot be had: where something else goes on, that is the choice again. */
  failed(error: PerPixelError): void {
    const { player, notice } = this.parts;
    this.#failed = choiceOf(this.viewer, this.#file);
    if (player.phase === 'failed') notice.clear();
    else {
      // what goes on is what the choice shows, and what went wrong is a notice over it
      this.#choose(choiceAtWork(player, this.viewer.teach));
      notice.show(failedChangeOf(error, player));
    }
  }

  /** Several people may be offered to be told apart, and a street to be labelled as one. */
  framed(report: FrameReport): void {
    const { player, notice } = this.parts;
    const { controls, source, model, assets, sameOrigin } = this.viewer;
    const scene = { controls, source, model, atWork: player.info?.model.id ?? '' };
    if (notice.current === null && this.#offer.framed(report, scene)) notice.show(peopleOffered);
    const { wanted } = this;
    const isFile = player.source?.traits.button === null;
    void this.#street
      .framed(wanted, { ...scene, isFile }, { assets: assets || undefined, sameOrigin })
      ?.then((seen) => {
        const { model: chosen } = this.viewer;
        if (seen && wanted === this.wanted && chosen === '' && notice.current === null) notice.show(streetOffered);
      });
  }

  /** Nothing is looked at any more. */
  stop(): void {
    this.#street.stop();
  }

  /** They were not wanted. */
  declinePeople(): void {
    this.#offer.decline();
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    if (this.#failed) this.#choose(this.#failed);
    await this.viewer.updateComplete;
    const { phase, wanted } = this.parts.player;
    if (phase === 'failed' || wanted !== this.wanted) await this.open();
  }

  /** What is on is what the choice shows, and that it is another camera is told once. */
  noteCamera(): void {
    const { viewer } = this;
    const { player, notice } = this.parts;
    const { instead = null, deviceId = '' } = player.source ?? {};
    if (instead === this.#instead) return;
    this.#instead = instead;
    if (!instead) return;
    notice.show(noticeOf(instead));
    // a supervisor opens the one that was chosen each time
    if (player.supervised || !viewer.device || !deviceId) return;
    viewer.device = deviceId;
    player.settings = playerSettings(viewer);
  }

  #choose({ file, ...choice }: Choice): void {
    this.#file = file;
    Object.assign(this.viewer, choice);
  }
}
