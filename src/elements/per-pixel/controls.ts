import { html, nothing, type TemplateResult } from 'lit';
import type { Overlay } from '../../core/view/overlay.ts';
import type { CameraDevice } from '../../sources/camera/camera.ts';
import { NAMED_SOURCES } from '../../sources/registry.ts';
import { offeredModels } from '../../live/offered-models.ts';
import type { Player } from '../../live/player/player.ts';
import { titlesHere } from '../../live/speeds.ts';
import type { RequestEvent } from '../events.ts';
import '../outward/outward.ts';
import '../recording/recorder.ts';
import '../playback/playback.ts';
import '../toolbar/toolbar.ts';
import type { PerPixelElement } from './element.ts';
import type { TeachingDesk } from './teaching-desk.ts';
import type { Recording } from '../recording/recording.ts';
import type { Windows } from '../outward/windows.ts';
import { isEnsemble } from './settings.ts';

type Playback = NonNullable<Player['source']>['playback'];

const SOURCES = NAMED_SOURCES.flatMap(({ id, button }) => (button === null ? [] : { id, ...button }));

/** What the bar shows: the element's own settings and what its player does. */
export interface BarState {
  readonly viewer: PerPixelElement;
  readonly player: Player;
  readonly devices: readonly CameraDevice[];
  readonly isFullscreen: boolean;
  /** The controls of refinement are shown. */
  readonly refining: boolean;
  readonly actions: BarActions;
  readonly recording: Recording;
  readonly windows: Windows;
  readonly desk: TeachingDesk;
}

/** What the bar asks for that is more than a setting of the element. */
export interface BarActions {
  chooseSource(source: string): void;
  chooseModel(model: string): void;
  openFile(file: File): void;
  /** Or says what that takes. */
  setOverlay(overlay: Overlay): void;
  setMirrored(mirrored: boolean): void;
  setRefining(refining: boolean): void;
  saveSnapshot(): void;
  play(): void;
  seek(seconds: number): void;
  toggleFullscreen(): void;
}

/** Playback and tool bar, whose requests are granted here. */
export function bar(state: BarState): TemplateResult {
  const { viewer, player, actions } = state;
  return html`
    <div
      class="bar"
      part="bar"
      @pp-request-source=${({ detail }: RequestEvent<'pp-request-source'>) => actions.chooseSource(detail.source)}
      @pp-request-file=${({ detail }: RequestEvent<'pp-request-file'>) => actions.openFile(detail.file)}
      @pp-request-device=${({ detail }: RequestEvent<'pp-request-device'>) => (viewer.device = detail.device)}
      @pp-request-model=${({ detail }: RequestEvent<'pp-request-model'>) => actions.chooseModel(detail.model)}
      @pp-request-backend=${({ detail }: RequestEvent<'pp-request-backend'>) => (viewer.backend = detail.backend)}
      @pp-request-overlay=${({ detail }: RequestEvent<'pp-request-overlay'>) => actions.setOverlay(detail.overlay)}
      @pp-request-opacity=${({ detail }: RequestEvent<'pp-request-opacity'>) => (viewer.opacity = detail.opacity)}
      @pp-request-mirror=${({ detail }: RequestEvent<'pp-request-mirror'>) => actions.setMirrored(detail.mirrored)}
      @pp-request-refining=${({ detail }: RequestEvent<'pp-request-refining'>) => actions.setRefining(detail.refining)}
      @pp-request-snapshot=${() => actions.saveSnapshot()}
      @pp-request-record=${({ detail }: RequestEvent<'pp-request-record'>) => state.recording.act(detail.act)}
      @pp-request-film=${({ detail }: RequestEvent<'pp-request-film'>) => state.recording.choose(detail)}
      @pp-request-window=${({ detail }: RequestEvent<'pp-request-window'>) => state.windows.open(detail.kind)}
      @pp-request-fullscreen=${() => actions.toggleFullscreen()}
      @pp-request-play=${() => actions.play()}
      @pp-request-pause=${() => viewer.pause()}
      @pp-request-seek=${({ detail }: RequestEvent<'pp-request-seek'>) => actions.seek(detail.seconds)}
      @pp-request-loop=${({ detail }: RequestEvent<'pp-request-loop'>) => player.source?.setLoop(detail.loop)}
    >
      ${tools(state)}
    </div>
  `;
}

function tools(state: BarState): TemplateResult {
  const { viewer, player, devices, isFullscreen, refining, recording, windows } = state;
  const { source } = player;
  const frozen = state.desk.frozen !== null;
  return html`
    ${source?.traits.moves && ends(source.playback) ? playback(source.playback, frozen) : nothing}
    <pp-toolbar
      part="toolbar"
      exportparts="sources, overlays, key, field, opacity, slider, tools, button"
      .sources=${SOURCES}
      .source=${sourceShown(player)}
      .devices=${devices}
      .device=${viewer.device}
      .models=${models(viewer.model, player.info?.model.title)}
      .model=${viewer.model}
      .backend=${viewer.backend}
      .overlay=${viewer.overlay}
      .opacity=${viewer.opacity}
      .mirrored=${viewer.mirrored}
      .canMirror=${source?.traits.mirrors ?? false}
      .several=${isEnsemble(viewer)}
      .refining=${refining}
      .fullscreen=${isFullscreen}
      .busy=${player.phase !== 'running'}
      >${source?.traits.moves && !ends(source.playback) ? playback(source.playback, frozen, 'playback') : nothing}<slot
        name="bar"
        slot="tools"
      ></slot
      ><pp-outward
        slot="tools"
        exportparts="button"
        .recording=${recording.state !== 'closed'}
        .small=${windows.small}
        .canSmall=${windows.canSmall}
        .busy=${player.phase !== 'running'}
      ></pp-outward
    ></pp-toolbar>
    ${recording.state === 'closed' ? nothing : recorder(recording)}
  `;
}

/** What has no end is played and paused, and nothing more: that needs no row of its own. */
function ends({ duration }: Playback): boolean {
  return Number.isFinite(duration) && duration > 0;
}

function recorder({ state, kind, sound, seconds, bytes }: Recording): TemplateResult {
  return html`<pp-recorder
    part="recorder"
    exportparts="button"
    .state=${state}
    .kind=${kind}
    .sound=${sound}
    .seconds=${seconds}
    .size=${bytes}
  ></pp-recorder>`;
}

/** What is on, or on its way with nothing else on; a file is no name of ours, and nothing is none. */
function sourceShown({ wanted, phase, source, shows }: Player): string {
  if (phase === 'failed' || wanted === null) return '';
  if (!shows && source === null) return nameOf(wanted);
  return source?.traits.button ? source.traits.id : 'file';
}

function nameOf(wanted: string | Blob): string {
  return typeof wanted === 'string' ? wanted : 'file';
}

function playback(
  { paused, time, start = 0, duration, seekable, loop }: Playback,
  frozen: boolean,
  slot: string | typeof nothing = nothing,
): TemplateResult {
  return html`<pp-playback
    slot=${slot}
    part="playback"
    exportparts="play, seek, time, button, slider"
    .paused=${paused}
    .frozen=${frozen}
    .time=${time}
    .start=${start}
    .duration=${duration}
    .seekable=${seekable}
    .loop=${loop}
  ></pp-playback>`;
}

/** "Automatic" first, then what this page has, then the embedder's own if there is one. */
function models(model: string, title: string | undefined): { id: string; title: string }[] {
  const automatic = { id: '', title: title && !model ? `Automatic: ${title}` : 'Automatic' };
  const offered = titlesHere(offeredModels());
  const known = model === '' || offered.some((each) => each.id === model);
  return [automatic, ...offered, ...(known ? [] : [{ id: model, title: title ?? model }])];
}
