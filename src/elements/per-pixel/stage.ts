import { html, nothing, type TemplateResult } from 'lit';
import type { FrameReport } from '../../protocol/live.ts';
import type { Player } from '../../live/player/player.ts';
import type { FileDrop } from '../controllers/file-drop.ts';
import type { Pointing } from '../controllers/pointing.ts';
import type { Shortcuts } from '../controllers/shortcuts.ts';
import type { RequestEvent } from '../events.ts';
import '../status/status.ts';
import type { Status } from '../status/status.ts';
import type { PerPixelElement } from './element.ts';
import type { Keeping } from './keeping.ts';
import { layers } from './layers.ts';
import { statusOf } from './status-of.ts';
import type { TeachingDesk } from './teaching-desk.ts';

export interface StageState {
  readonly viewer: PerPixelElement;
  readonly player: Player;
  /** The canvas that is drawn on; null: there is no picture yet. */
  readonly picture: HTMLCanvasElement | null;
  readonly frame: FrameReport | null;
  /** Before what the player has to say; null: nothing. */
  readonly notice: Status | null;
  /** Nobody points at anything. */
  readonly idle: boolean;
  readonly pointing: Pointing;
  readonly keeping: Keeping;
  readonly desk: TeachingDesk;
  readonly shortcuts: Shortcuts;
  readonly drop: FileDrop;
  /** A button of the status was pressed. */
  onAction(event: RequestEvent<'pp-request-action'>): void;
}

/** The picture, what lies over it, and what is said of it; a file may be dropped there. */
export function stage(state: StageState): TemplateResult {
  const { viewer, player, picture, pointing, keeping, desk, shortcuts, drop } = state;
  const withheld = player.presentation.withheld ? 'withheld' : '';
  return html`
    <div
      class=${`stage ${withheld} ${keeping.hides ? 'choosing' : ''} ${drop.over ? 'dropping' : ''}`}
      part="stage"
      tabindex=${viewer.teach ? -1 : 0}
      role="group"
      aria-label=${description(player)}
      @pointermove=${viewer.teach ? nothing : pointing.moveTo}
      @pointerdown=${viewer.teach ? nothing : pointing.moveTo}
      @click=${keeping.onClick}
      @pointerleave=${() => pointing.clear()}
      @blur=${() => pointing.clear()}
      @keydown=${shortcuts.onPictureKey}
      @dragover=${drop.onDragOver}
      @dragleave=${drop.onDragLeave}
      @drop=${drop.onDrop}
    >
      ${viewer.overlay === 'cutout' && picture ? html`<div class="backdrop" part="backdrop"></div>` : nothing}
      ${picture}
      ${layers({
        split: viewer.split,
        frame: state.frame,
        // beside a pointer that is hidden no words are wanted
        pointed: state.idle || viewer.teach ? null : keeping.said(pointing.pointed),
        note: keeping.note(pointing.pointed?.probe ?? null),
        classes: player.info?.model.classes ?? [],
        setSplit: (split) => (viewer.split = split),
        desk: viewer.teach ? desk : null,
      })}
      <slot name="over"></slot>
      ${player.supervised ? nothing : message(state)}
    </div>
  `;
}

/** A canvas as the stage holds it. */
export function asPicture(canvas: HTMLCanvasElement): HTMLCanvasElement {
  canvas.className = 'picture';
  canvas.setAttribute('part', 'picture');
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

/** The same words in whichever slot: a page may put its own in place of those that cover the picture. */
function message({ viewer, player, notice, onAction }: StageState): TemplateResult {
  const state = notice ?? statusOf(player, viewer.teach);
  return html`<slot name=${SLOTS[state.kind]}
    ><pp-status
      part="message"
      exportparts="cover, toast, action, button"
      .state=${state}
      @pp-request-action=${onAction}
    ></pp-status
  ></slot>`;
}

/** What lies over a picture that goes on is ours alone. */
const SLOTS: Readonly<Record<Status['kind'], string>> = {
  idle: 'empty',
  loading: 'loading',
  error: 'error',
  notice: '-',
  running: '-',
};

function description({ source }: Player): string {
  return source?.label ? `${source.label}, labelled pixel by pixel. Arrow keys inspect.` : 'Labelled picture';
}
