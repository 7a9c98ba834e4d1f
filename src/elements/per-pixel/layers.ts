import { html, nothing, type TemplateResult } from 'lit';
import { nameOf } from '../../core/instances/name.ts';
import { shadeOf } from '../../core/instances/shade.ts';
import type { Probe } from '../../core/labels/probe.ts';
import type { ModelClass } from '../../core/manifest/manifest.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Pointed } from '../controllers/pointing.ts';
import type { RequestEvent } from '../events.ts';
import '../brush/brush.ts';
import '../inspector/inspector.ts';
import '../split/split.ts';
import { brushName } from '../teacher/words.ts';
import type { TeachingDesk } from './teaching-desk.ts';

export interface LayersState {
  /** 0 to 1 of the picture's width; null: it is not split. */
  readonly split: number | null;
  /** null before the first one. */
  readonly frame: FrameReport | null;
  readonly pointed: Pointed | null;
  /** What a click on what is pointed at does; empty: nothing. */
  readonly note: string;
  readonly classes: readonly ModelClass[];
  setSplit(split: number | null): void;
  /** null: nobody teaches. */
  readonly desk: TeachingDesk | null;
}

/** What lies over the picture: the line between raw and refined labels, and the words about the pixel that is pointed at. */
export function layers({ split, frame, pointed, note, classes, setSplit, desk }: LayersState): TemplateResult {
  return html`
    ${desk?.state && frame ? brush(desk, frame) : nothing}
    ${
      split !== null && frame
        ? html`<pp-split
            part="split"
            exportparts="line, handle"
            .split=${split}
            .picture=${frame}
            @pp-request-split=${({ detail }: RequestEvent<'pp-request-split'>) => setSplit(detail.split)}
          ></pp-split>`
        : nothing
    }
    ${
      pointed
        ? html`<pp-inspector
            part="inspector"
            exportparts="bubble"
            .probe=${pointed.probe}
            .colour=${colourOf(pointed.probe, classes)}
            .note=${note}
            .x=${pointed.x}
            .y=${pointed.y}
            .keyboard=${pointed.keyboard}
          ></pp-inspector>`
        : nothing
    }
  `;
}

function brush(desk: TeachingDesk, frame: FrameReport): TemplateResult {
  return html`<pp-brush
    part="brush"
    .picture=${frame}
    .colour=${desk.colour}
    .name=${brushName(desk.brush, desk.state?.classes ?? [])}
    .size=${desk.size}
    .strokes=${desk.drawn}
    .settled=${desk.settled}
    @pp-request-teach=${({ detail }: RequestEvent<'pp-request-teach'>) => desk.act(detail)}
  ></pp-brush>`;
}

function colourOf({ classId, thing }: Probe, classes: readonly ModelClass[]): string {
  const { colour = '#808080' } = classes[classId] ?? {};
  return thing ? shadeOf(colour, nameOf(thing)) : colour;
}
