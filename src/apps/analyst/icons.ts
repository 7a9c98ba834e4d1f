import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

function icon(strokes: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${strokes}</svg>`;
}

export const stepIcon = icon(svg`<path fill="currentColor" d="M5 5v10l7-5Z" /><path d="M15 5v10" />`);
export const stepBackIcon = icon(svg`<path fill="currentColor" d="M15 5v10l-7-5Z" /><path d="M5 5v10" />`);
export const markIcon = icon(svg`<path d="M5.5 17V3.5h9l-2.5 3 2.5 3h-9" />`);
export const closeIcon = icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9" />`);
