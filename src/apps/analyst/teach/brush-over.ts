import { html, nothing, type TemplateResult } from 'lit';
import '../../../elements/brush/brush.ts';
import type { RequestEvent } from '../../../elements/events.ts';
import { laidStrokes } from '../../../elements/brush/frame-stroke.ts';
import { brushName } from '../../../elements/teacher/words.ts';
import type { TeachDesk } from './desk.ts';

/** What is drawn with over the frame that is shown; nothing where there is none to draw on. */
export function brushOver(desk: TeachDesk): TemplateResult | typeof nothing {
  const { picture, lesson, tools } = desk;
  if (!picture || !lesson) return nothing;
  return html`<pp-brush
    .picture=${picture}
    .colour=${tools.colour}
    .name=${brushName(tools.brush, lesson.state.classes)}
    .size=${tools.size}
    .strokes=${laidStrokes(lesson.drawn, lesson.state.classes, picture, false)}
    .settled=${tools.settled}
    @pp-request-teach=${({ detail }: RequestEvent<'pp-request-teach'>) => desk.act(detail)}
  ></pp-brush>`;
}
