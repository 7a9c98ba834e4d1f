import { throwIfAborted, type PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import { trackOptions } from '../../core/options/track-options.ts';
import { conceals } from '../../core/view/overlay.ts';
import { DEFAULT_VIEW, type ChosenView } from '../../core/view/view.ts';
import type { Picture } from '../../protocol/live.ts';
import { openTrack } from '../../sources/track/track.ts';
import { TRACK } from '../../sources/track/traits.ts';
import { BackgroundInForce } from '../background/background-in-force.ts';
import { Player } from '../player/player.ts';
import type { PlayerSettings } from '../player/player-settings.ts';
import { createOutlet } from './create-outlet.ts';
import type { Outlet } from './outlet.ts';
import type { ProcessedTrack, TrackOptions } from './processed-track.ts';

/** How often it is looked whether somebody has stopped a track: no event tells, milliseconds. */
const LOOK_MS = 500;

type Settings = ReturnType<typeof trackOptions>;

/** A track's way through a player to a track of its own. */
export class TrackPipeline implements ProcessedTrack {
  readonly #outlet: Outlet;
  readonly #player: Player;
  readonly #background: BackgroundInForce;
  /** As they were given: what is made of them twice is not the same twice. */
  #given: TrackOptions;
  #settings: Settings;
  /** Nothing is shown but black. */
  #covered = false;
  #opened = false;
  #looking: ReturnType<typeof setInterval> | undefined;

  /** @throws PerPixelError `option-invalid`, `model-invalid`, `browser-unsupported` */
  constructor(
    private readonly input: MediaStreamTrack,
    given: TrackOptions,
  ) {
    const settings = trackOptions(given);
    this.#given = given;
    this.#settings = settings;
    this.#outlet = createOutlet();
    const events = {
      onChange: () => this.#progressed(),
      onFrame: () => undefined,
      onCanvas: () => undefined,
      onPicture: (picture: Picture | null) => this.#show(picture),
      onError: (error: PerPixelError) => this.#failed(error),
    };
    this.#background = new BackgroundInForce({
      onChange: () => this.#lay(),
      // what goes wrong before is what `processTrack` rejects with
      onError: (error) => this.#opened && this.#settings.onError?.(error),
    });
    this.#player = new Player(playerSettings(settings), events, {
      open: async (_, on) => openTrack(input, on),
      traits: () => TRACK,
      seen: false,
    });
  }

  get track(): MediaStreamTrack {
    return this.#outlet.track;
  }

  /** @throws PerPixelError with the codes of models and backends, `aborted` */
  async open(): Promise<void> {
    const { input } = this;
    const { signal, refine } = this.#settings;
    input.addEventListener('ended', this.#onEnded);
    input.addEventListener('mute', this.#onMute);
    input.addEventListener('unmute', this.#onUnmute);
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    const { presentation } = this.#player;
    presentation.setView(this.#view);
    // whoever names a file wants to hear what is wrong with it
    const laying = this.#background.choose(this.#settings.background, false);
    presentation.setRefine(refine ?? null);
    presentation.setCaptured(true);
    await Promise.all([laying, signal?.aborted ? undefined : this.#player.open(TRACK.id)]);
    signal?.removeEventListener('abort', this.#onAbort);
    throwIfAborted(signal);
    this.#opened = true;
  }

  update(options: TrackOptions): void {
    const along = options.background && !('overlay' in options) && conceals(this.#settings.overlay);
    const given = { ...this.#given, ...options, ...(along && { overlay: undefined }) };
    const settings = trackOptions(given);
    this.#given = given;
    this.#settings = settings;
    const { presentation } = this.#player;
    this.#background.choose(settings.background, false).catch(() => undefined);
    presentation.setView(this.#view);
    if ('refine' in options) presentation.setRefine(settings.refine ?? null);
    const next = playerSettings(settings);
    if (JSON.stringify(next) === JSON.stringify(this.#player.settings) && this.#player.phase !== 'failed') return;
    this.#player.settings = next;
    this.#player.reload().catch(() => undefined);
  }

  stats(): LatencyReport {
    return this.#player.stats();
  }

  stop(): void {
    const { input } = this;
    clearInterval(this.#looking);
    input.removeEventListener('ended', this.#onEnded);
    input.removeEventListener('mute', this.#onMute);
    input.removeEventListener('unmute', this.#onUnmute);
    this.#player.close();
    this.#background.close();
    this.#outlet.end();
  }

  get #view(): ChosenView {
    const { overlay, opacity, lightWrap, labelling, keep } = this.#settings;
    const { current: background } = this.#background;
    return { ...DEFAULT_VIEW, overlay, opacity, background, lightWrap, labelling: labelling ?? '', keep: keep ?? null };
  }

  /** Another background is in force. */
  #lay(): void {
    const { presentation } = this.#player;
    presentation.setBackground(this.#background.file);
    presentation.setView(this.#view);
  }

  #show(picture: Picture | null): void {
    this.#look();
    if (!picture) this.#outlet.cover();
    // a track that is switched off gives black, and so does what is made of it: no event tells of that
    else if (this.#covered || !this.input.enabled) {
      picture.frame.close();
      this.#outlet.cover();
    } else this.#outlet.show(picture.frame);
  }

  #look(): void {
    if (this.input.readyState === 'ended' || this.track.readyState === 'ended') this.stop();
  }

  #progressed(): void {
    const { progress } = this.#player;
    if (progress && !this.#opened) this.#settings.onProgress?.(progress);
  }

  #failed(error: PerPixelError): void {
    if (this.#player.phase === 'failed') this.#outlet.cover();
    // what goes wrong before is what `processTrack` rejects with
    if (this.#opened) this.#settings.onError?.(error);
  }

  readonly #onEnded = (): void => this.stop();

  readonly #onAbort = (): void => this.stop();

  /** The last picture would stand still on the other side. */
  readonly #onMute = (): void => {
    this.#covered = true;
    this.#outlet.cover();
  };

  readonly #onUnmute = (): void => {
    this.#covered = false;
  };
}

function playerSettings({ model, backend, runtime, assets, mirror, ensemble }: Settings): PlayerSettings {
  return { model: model ?? null, backend, runtime, assets, mirror, ensemble, sameOrigin: false };
}
