import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { IconPaths } from '../../core/view/icon.ts';

/** 20 × 20, stroked with the text's colour; the class `icon` in controls.styles.ts gives size and stroke. */
function icon(strokes: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${strokes}</svg>`;
}

const frame = svg`<rect x="2.75" y="3.75" width="14.5" height="12.5" rx="2" />`;

export const videoIcon = icon(svg`${frame}<path fill="currentColor" d="m8.5 7.5 4 2.5-4 2.5Z" />`);
export const openIcon = icon(
  svg`<path d="M2.8 14.7V6.2c0-.8.6-1.4 1.4-1.4h3.4l1.8 2h6.4c.8 0 1.4.6 1.4 1.4v6.5c0 .8-.6 1.4-1.4 1.4H4.2c-.8 0-1.4-.6-1.4-1.4Z" />`,
);
export const mirrorIcon = icon(
  svg`<path d="M10 3v2m0 2.5v1.8m0 2.4v1.8m0 2.5v1" /><path d="M7.3 6 2.8 14h4.5Z" /><path fill="currentColor" d="M12.7 6l4.5 8h-4.5Z" />`,
);
export const snapshotIcon = icon(
  svg`<path d="M4.4 6.2h2l1.3-2h4.6l1.3 2h2c.9 0 1.6.7 1.6 1.6v6.6c0 .9-.7 1.6-1.6 1.6H4.4c-.9 0-1.6-.7-1.6-1.6V7.8c0-.9.7-1.6 1.6-1.6Z" /><circle cx="10" cy="10.8" r="2.6" />`,
);
export const recordIcon = icon(
  svg`<circle cx="10" cy="10" r="6.5" /><circle fill="currentColor" cx="10" cy="10" r="2.7" />`,
);
export const pictureInPictureIcon = icon(
  svg`${frame}<rect fill="currentColor" x="10" y="9.7" width="5" height="4.3" rx=".8" />`,
);
export const popOutIcon = icon(
  svg`<path d="M9 4.5H5a1.7 1.7 0 0 0-1.7 1.7V15A1.7 1.7 0 0 0 5 16.7h8.8a1.7 1.7 0 0 0 1.7-1.7v-4M12 3.5h4.5V8m0-4.5L10 10" />`,
);
export const enterFullscreenIcon = icon(svg`<path d="M3.5 7.5v-4h4m5 0h4v4m0 5v4h-4m-5 0h-4v-4" />`);
export const leaveFullscreenIcon = icon(svg`<path d="M7.5 3.5v4h-4m13 0h-4v-4m0 13v-4h4m-13 0h4v4" />`);
export const playIcon = icon(svg`<path fill="currentColor" d="M6.5 4.5v11l9-5.5Z" />`);
export const pauseIcon = icon(
  svg`<g fill="currentColor"><rect x="5.5" y="4.5" width="2.4" height="11" rx=".6" /><rect x="12.1" y="4.5" width="2.4" height="11" rx=".6" /></g>`,
);
export const loopIcon = icon(
  svg`<path d="M3.5 9.5V9A3.5 3.5 0 0 1 7 5.5h8.5M13 3l2.5 2.5L13 8m3.5 2.5v.5a3.5 3.5 0 0 1-3.5 3.5H4.5M7 12l-2.5 2.5L7 17" />`,
);
export const refineIcon = icon(
  svg`<path d="M3 6h7m4 0h3M3 14h3m4 0h7" /><circle cx="12" cy="6" r="2" /><circle cx="8" cy="14" r="2" />`,
);
export const lockIcon = icon(
  svg`<rect x="4.5" y="9" width="11" height="7.5" rx="2" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" />`,
);
export const downloadIcon = icon(svg`<path d="M10 3.5v8.7m-3.4-3.3 3.4 3.4 3.4-3.4M4 16.5h12" />`);
export const chevronIcon = icon(svg`<path d="m6 8 4 4 4-4" />`);
export const closeIcon = icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9" />`);
export const freezeIcon = icon(
  svg`<path d="M10 2.5v15M3.5 6.2l13 7.6m0-7.6-13 7.6M8 3.8l2 1.9 2-1.9m-4 12.4 2-1.9 2 1.9" />`,
);
export const undoIcon = icon(svg`<path d="M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H7" />`);
export const eraserIcon = icon(
  svg`<path d="m8.2 16.5-4.6-4.6a1.4 1.4 0 0 1 0-2l6.3-6.3a1.4 1.4 0 0 1 2 0l4.5 4.5a1.4 1.4 0 0 1 0 2l-6.4 6.4Zm-1.7-10 7 7M8 16.5h8.5" />`,
);
export const alertIcon = icon(svg`<path d="M10 3.4 17.4 16H2.6ZM10 8.4v3.4m0 2.1v.1" />`);
export const infoIcon = icon(svg`<circle cx="10" cy="10" r="7" /><path d="M10 9.3v4m0-6.7v.1" />`);

/** Of what brings its own: an overlay, a source. */
export function iconOf(icons: IconPaths): TemplateResult {
  const paths = icons.map(
    ({ d, fill, dashes }) =>
      svg`<path
        d=${d}
        fill=${fill ? 'currentColor' : nothing}
        stroke=${fill === 'alone' ? 'none' : nothing}
        stroke-dasharray=${dashes ?? nothing}
      />`,
  );
  return icon(svg`${paths}`);
}

/** The sign of perpixel: a p out of pixels, one of them lit. The classes `on` and `lit` are for the caller's styles. */
export const mark: TemplateResult = html`<svg class="mark" viewBox="0 0 4 5" aria-hidden="true" focusable="false">
  ${cells([
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [3, 1],
    [0, 2],
    [1, 2],
    [2, 2],
    [0, 3],
    [0, 4],
  ])}
</svg>`;

function cells(places: readonly (readonly [number, number])[]): SVGTemplateResult[] {
  return places.map(
    ([x, y]) =>
      svg`<rect class=${x === 3 ? 'lit' : 'on'} x=${x + 0.06} y=${y + 0.06} width=".88" height=".88" rx=".12" />`,
  );
}
