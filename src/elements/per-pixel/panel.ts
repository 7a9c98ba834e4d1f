import { html, nothing, type TemplateResult } from 'lit';
import { countsOf } from '../../core/instances/counts.ts';
import { licenceInWords } from '../../core/manifest/catalog.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import { LIVE_REFINE } from '../../core/refine/refine.ts';
import { deviceOf } from '../../core/tuning/backend.ts';
import { conceals, type Overlay } from '../../core/view/overlay.ts';
import { offeredPartners } from '../../live/offered-models.ts';
import type { Player } from '../../live/player/player.ts';
import type { FrameReport } from '../../protocol/live.ts';
import '../backgrounds/backgrounds.ts';
import { shownBehind } from '../backgrounds/choice.ts';
import type { RequestEvent } from '../events.ts';
import '../hud/hud.ts';
import '../legend/legend.ts';
import '../refine-panel/refine-panel.ts';
import '../scale/scale.ts';
import '../teacher/teacher.ts';
import '../things/things.ts';
import type { PerPixelElement } from './element.ts';
import type { Keeping } from './keeping.ts';
import type { TeachingDesk } from './teaching-desk.ts';
import type { ViewerBackground } from './viewer-background.ts';

/** What the overlays on a scale measure, and what its ends mean. */
const SCALES: Readonly<Partial<Record<Overlay, readonly [label: string, note: string]>>> = {
  confidence: ['Confidence', 'Probability of the most likely class. At 1 the model is sure.'],
  disagreement: ['Disagreement', 'At 0 the predictions agree; at 1 each is sure of another class.'],
  entropy: ['Entropy', 'At 0 one class has it all; at 1 every class is as likely as the next.'],
};

/** What the panel shows. */
export interface PanelState {
  readonly player: Player;
  readonly frame: FrameReport | null;
  readonly figures: LatencyReport | null;
  readonly viewer: PerPixelElement;
  readonly keeping: Keeping;
  readonly behind: ViewerBackground;
  readonly desk: TeachingDesk;
  /** The class under the pointer. */
  readonly active: number | null;
  /** The controls of refinement are shown. */
  readonly refining: boolean;
  saveStats(): void;
}

/** What was opened beside the picture, legend and figures. */
export function panel(state: PanelState): TemplateResult {
  const { viewer, figures, refining, saveStats } = state;
  const { info } = state.player;
  const scale = SCALES[viewer.overlay];
  return html`<aside class="panel" part="panel" aria-label="Classes and performance" @pp-request-stats=${saveStats}>
    ${refining ? refinement(state) : nothing} ${viewer.teach ? teacher(state) : nothing}
    ${info && !viewer.teach && choosesBackground(state) ? backgrounds(state) : nothing}
    ${scale ? html`<pp-scale part="scale" exportparts="heading, ramp" .label=${scale[0]} .note=${scale[1]}></pp-scale>` : nothing}
    ${viewer.teach ? nothing : classes(state)}
    <pp-hud
      part="figures"
      exportparts="heading, readouts, chart, details, button"
      .report=${figures}
      .info=${info}
    ></pp-hud>
    <slot name="panel"></slot>
  </aside>`;
}

/** What is taught, and how. */
function teacher({ player, viewer, frame, desk }: PanelState): TemplateResult {
  const { traits, playback } = player.source ?? {};
  return html`<pp-teacher
    part="teacher"
    exportparts="heading, list, slider, button"
    .state=${desk.state}
    .missing=${desk.missing}
    .frozen=${desk.frozen}
    .drawn=${desk.drawn.length > 0}
    .brush=${desk.brush}
    .size=${desk.size}
    .doubt=${viewer.doubt}
    .shares=${frame?.shares ?? null}
    .mirrored=${viewer.mirrored && (traits?.mirrors ?? false)}
    .live=${frame !== null && playback?.paused === false}
    .unkept=${desk.state?.kept ?? null}
    .exported=${desk.exported}
    @pp-request-teach=${({ detail }: RequestEvent<'pp-request-teach'>) => desk.act(detail)}
    @pp-request-doubt=${({ detail }: RequestEvent<'pp-request-doubt'>) => (viewer.doubt = detail.doubt)}
  ></pp-teacher>`;
}

/** The classes, and what of them is told apart. */
function classes(state: PanelState): TemplateResult {
  const { player, frame, active, keeping } = state;
  const { info } = player;
  return html`
    ${info ? things(state) : nothing}
    <pp-legend
      part="legend"
      exportparts="heading, table, row, accuracy"
      .classes=${info?.model.classes ?? []}
      .shares=${frame?.shares ?? null}
      .counts=${keeping.labelling === 'semantic' ? null : countsOf(keeping.instances)}
      .accuracy=${frame?.accuracy ?? null}
      .active=${active}
      .note=${info ? `${info.model.title}. Licence: ${licenceInWords(info.model.licence)}.` : ''}
    ></pp-legend>
  `;
}

/** Who shows themselves may want to hide where they are, and whoever hides that to choose what is seen instead. */
function choosesBackground({ player, viewer }: PanelState): boolean {
  return (player.source?.traits.holdsDevice ?? false) || conceals(viewer.overlay);
}

function backgrounds({ player, viewer, behind }: PanelState): TemplateResult {
  return html`<pp-backgrounds
    part="backgrounds"
    exportparts="heading, tile, slider, button"
    .chosen=${shownBehind(viewer.overlay, behind.chosen)}
    .lightWrap=${viewer.lightWrap}
    .discs=${player.info ? deviceOf(player.info.backend) === 'gpu' : false}
    @pp-request-background=${({ detail }: RequestEvent<'pp-request-background'>) => behind.show(detail.background)}
    @pp-request-light-wrap=${({ detail }: RequestEvent<'pp-request-light-wrap'>) => (viewer.lightWrap = detail.lightWrap)}
  ></pp-backgrounds>`;
}

/** How labels are tidied: beside the picture, which is to be seen while that changes. */
function refinement({ player, viewer }: PanelState): TemplateResult {
  return html`<pp-refine
    part="refinement"
    exportparts="group, slider, button, field"
    .refine=${viewer.refine}
    .own=${player.info?.model.refine ?? LIVE_REFINE}
    .doubt=${viewer.doubt}
    .split=${viewer.split}
    .mirror=${viewer.mirror}
    .partners=${offeredPartners(player.info?.model.id ?? '')}
    .ensemble=${viewer.ensemble}
    @pp-request-refine=${({ detail }: RequestEvent<'pp-request-refine'>) => (viewer.refine = detail.refine)}
    @pp-request-augment=${({ detail }: RequestEvent<'pp-request-augment'>) => (viewer.mirror = detail.mirror)}
    @pp-request-ensemble=${({ detail }: RequestEvent<'pp-request-ensemble'>) => (viewer.ensemble = detail.ensemble)}
    @pp-request-doubt=${({ detail }: RequestEvent<'pp-request-doubt'>) => (viewer.doubt = detail.doubt)}
    @pp-request-split=${({ detail }: RequestEvent<'pp-request-split'>) => (viewer.split = detail.split)}
  ></pp-refine>`;
}

/** What is told apart, with the switch for it, and who stays in front. */
function things({ player, viewer, frame, keeping }: PanelState): TemplateResult {
  return html`<pp-things
    part="things"
    exportparts="heading, key, list"
    .classes=${player.info?.model.classes ?? []}
    .labelling=${keeping.labelling}
    .obstacle=${keeping.obstacle}
    .instances=${keeping.instances}
    .pixels=${frame ? frame.width * frame.height : 1}
    .hides=${keeping.hides}
    .keep=${keeping.keep}
    .kept=${keeping.kept}
    @pointerenter=${() => keeping.attend(true)}
    @pointerleave=${() => keeping.attend(false)}
    @focusin=${() => keeping.attend(true)}
    @focusout=${() => keeping.attend(false)}
    @pp-request-labelling=${({ detail }: RequestEvent<'pp-request-labelling'>) => (viewer.labelling = detail.labelling)}
    @pp-request-keep=${({ detail }: RequestEvent<'pp-request-keep'>) => (viewer.keep = detail.keep)}
    @pp-request-kept=${({ detail }: RequestEvent<'pp-request-kept'>) => keeping.set(detail.track, detail.kept)}
  ></pp-things>`;
}
