import { html, type TemplateResult } from 'lit';

/** What teaching is, in three pictures of a cup. */
export function guide(): TemplateResult {
  return html`
    <ol class="guide">
      <li>${scene(html``)}<b>Show it</b></li>
      <li>${STROKED}<b>Stroke it</b></li>
      <li>${WATCHED}<b>Watch</b></li>
    </ol>
  `;
}

const CUP = 'M14 13h16v11a7 7 0 0 1-7 7h-2a7 7 0 0 1-7-7Z';
const HANDLE = 'M30 16h3a4 4 0 0 1 0 9h-3.2';

function scene(over: TemplateResult, cup = 'cup'): TemplateResult {
  return html`<svg viewBox="0 0 48 40" aria-hidden="true">
    <rect class="room" width="48" height="40" rx="4" />
    <path class="table" d="M0 31h48v5a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4Z" />
    <path class=${cup} d=${CUP} />
    <path class=${`${cup} handle`} d=${HANDLE} />
    ${over}
  </svg>`;
}

const STROKED = html`<svg viewBox="0 0 48 40" aria-hidden="true">
  <rect class="room" width="48" height="40" rx="4" />
  <path class="table" d="M0 31h48v5a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4Z" />
  <path class="cup" d=${CUP} />
  <path class="cup handle" d=${HANDLE} />
  <path class="stroke" d="M18 17c3 3 6 1 8 4s-3 5-4 7" />
  <path class="stroke not" d="M4 8c5 3 8-2 13 1m18 25c3 1 6 1 9 0" />
</svg>`;

const WATCHED = scene(html``, 'cup known');
