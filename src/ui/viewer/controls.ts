import { html, nothing, type TemplateResult } from 'lit';
import { BUNDLED_MODELS, licenceInWords, partnersOf } from '../../shared/catalog.ts';
import type { LatencyReport } from '../../shared/metrics.ts';
import type { FrameReport, Overlay } from '../../shared/protocol.ts';
import { LIVE_REFINE } from '../../shared/refine.ts';
import type { CameraDevice } from '../../source/camera.ts';
import type { Player } from '../controllers/player.ts';
import '../hud/hud.ts';
import '../legend/legend.ts';
import '../playback/playback.ts';
import '../refine-panel/refine-panel.ts';
import '../scale/scale.ts';
import '../toolbar/toolbar.ts';
import type { PerPixelElement } from './element.ts';
import { isEnsemble } from './settings.ts';

/** What the overlays on a scale measure, and what its ends mean. */
const SCALES: Readonly<Partial<Record<Overlay, readonly [label: string, note: string]>>> = {
  confidence: ['Confidence', 'Probability of the most likely class. At 1 the model is sure.'],
  disagreement: ['Disagreement', 'At 0 the answers agree; at 1 each is sure of another class.'],
  entropy: ['Entropy', 'At 0 one class has it all; at 1 every class is as likely as the next.'],
};

const SOURCES = [
  { id: 'camera', label: 'Camera' },
  { id: 'street', label: 'Street' },
] as const;

/** What the bar shows: the element's own settings and what its player does. */
export interface BarState {
  readonly viewer: PerPixelElement;
  readonly player: Player;
  readonly devices: readonly CameraDevice[];
  readonly isFullscreen: boolean;
  /** The controls of refinement are shown. */
  readonly refining: boolean;
}

/** Playback and tool bar; their requests bubble to whoever holds them. */
export function bar({ viewer, player, devices, isFullscreen, refining }: BarState): TemplateResult {
  const { source } = player;
  return html`
    ${source && source.kind !== 'image' ? playback(source.playback) : nothing}
    <pp-toolbar
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
      .canMirror=${source?.kind === 'camera'}
      .several=${isEnsemble(viewer)}
      .refining=${refining}
      .fullscreen=${isFullscreen}
      .busy=${player.phase !== 'running'}
    ></pp-toolbar>
    ${
      refining
        ? html`<pp-refine
            .refine=${viewer.refine}
            .own=${player.info?.model.refine ?? LIVE_REFINE}
            .doubt=${viewer.doubt}
            .split=${viewer.split}
            .mirror=${viewer.mirror}
            .partners=${partnersOf(player.info?.model.id ?? '')}
            .ensemble=${viewer.ensemble}
          ></pp-refine>`
        : nothing
    }
  `;
}

/** What is on, or on its way with nothing else on; a file is no name of ours, and nothing is none. */
function sourceShown({ wanted, phase, source, shows }: Player): string {
  if (phase === 'failed' || wanted === null) return '';
  if (!shows && source === null) return nameOf(wanted);
  return source?.kind === 'camera' || source?.kind === 'street' ? source.kind : 'file';
}

function nameOf(wanted: string | Blob): string {
  return typeof wanted === 'string' ? wanted : 'file';
}

function playback({
  paused,
  time,
  start = 0,
  duration,
  seekable,
  loop,
}: NonNullable<Player['source']>['playback']): TemplateResult {
  return html`<pp-playback
    .paused=${paused}
    .time=${time}
    .start=${start}
    .duration=${duration}
    .seekable=${seekable}
    .loop=${loop}
  ></pp-playback>`;
}

/** "Automatic" first, then what ships, then the embedder's own if there is one. */
function models(model: string, title: string | undefined): { id: string; title: string }[] {
  const automatic = { id: '', title: title && !model ? `Automatic: ${title}` : 'Automatic' };
  const known = model === '' || BUNDLED_MODELS.some((each) => each.id === model);
  return [automatic, ...BUNDLED_MODELS, ...(known ? [] : [{ id: model, title: title ?? model }])];
}

/** What the panel shows. */
export interface PanelState {
  readonly player: Player;
  readonly frame: FrameReport | null;
  readonly figures: LatencyReport | null;
  readonly overlay: Overlay;
  /** The class under the pointer. */
  readonly active: number | null;
}

/** Legend and figures. */
export function panel({ player: { info }, frame, figures, overlay, active }: PanelState): TemplateResult {
  const scale = SCALES[overlay];
  return html`
    ${scale ? html`<pp-scale .label=${scale[0]} .note=${scale[1]}></pp-scale>` : nothing}
    <pp-legend
      .classes=${info?.model.classes ?? []}
      .shares=${frame?.shares ?? null}
      .accuracy=${frame?.accuracy ?? null}
      .active=${active}
      .note=${info ? `${info.model.title}. Licence: ${licenceInWords(info.model.licence)}.` : ''}
    ></pp-legend>
    <pp-hud .report=${figures} .info=${info}></pp-hud>
  `;
}
