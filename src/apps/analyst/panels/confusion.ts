import { css, html, type TemplateResult } from 'lit';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { percent } from '../../../elements/format.ts';

export const confusionStyles = css`
  /* as many columns as there is room for are seen, and what belongs to which stays while it is scrolled */
  .matrix {
    max-inline-size: 100%;
    max-block-size: 28rem;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .matrix table {
    border-collapse: separate;
    border-spacing: 1px;
    font-size: max(0.6875rem, 11px);
  }

  .matrix th {
    position: sticky;
    z-index: 1;
    padding: 1px 0;
    font-weight: 500;
    background: var(--_surface);
  }

  .matrix thead th {
    inset-block-start: 0;
    vertical-align: bottom;
  }

  .matrix thead th:first-child,
  .matrix th[scope='row'] {
    inset-inline-start: 0;
  }

  .matrix thead th:first-child {
    z-index: 2;
    max-inline-size: 5.4em;
    color: var(--_ink-faint);
    text-align: start;
  }

  .matrix .name {
    display: block;
    max-inline-size: 5.4em;
    padding-inline-end: 0.4em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .matrix thead .name {
    max-inline-size: none;
    max-block-size: 7em;
    margin-inline: auto;
    padding: 0.3em 0 0;
    rotate: 180deg;
    writing-mode: vertical-rl;
  }

  .matrix td {
    min-inline-size: 1.55em;
    padding: 2px 0;
    text-align: center;
    background: color-mix(in srgb, var(--_accent) calc(var(--_share, 0) * 40%), transparent);
    border-radius: 2px;
  }

  .matrix td.own {
    font-weight: 650;
    background: color-mix(in srgb, var(--_ink) calc(var(--_share, 0) * 14%), transparent);
  }
`;

/** A row a true class: which share of its pixels was labelled as what. @param counts classes × classes pixels */
export function confusionOf(classes: readonly ModelClass[], counts: Float64Array): TemplateResult {
  const n = classes.length;
  return html`
    <h2>Confusion</h2>
    <p>Per cent of each class’s true pixels, by what they were labelled as.</p>
    <div class="matrix" tabindex="0" role="region" aria-label="Confusion matrix">
      <table>
        <thead>
          <tr>
            <th scope="col">truth / label</th>
            ${classes.map(({ name }) => html`<th scope="col" title=${name}><span class="name" dir="auto">${name}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${classes.map(({ id, name }) => {
            const row = counts.subarray(id * n, (id + 1) * n);
            const sum = row.reduce((all, each) => all + each, 0);
            return html`<tr>
              <th scope="row" title=${name}><span class="name" dir="auto">${name}</span></th>
              ${Array.from(row, (count, label) => cell(sum > 0 ? count / sum : 0, name, classes[label], label === id))}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  `;
}

/** Tints the cells by their shares: the page's policy allows no style attributes. */
export function tintConfusion(root: ParentNode): void {
  for (const each of root.querySelectorAll<HTMLElement>('.matrix [data-share]')) {
    each.style.setProperty('--_share', each.dataset['share'] ?? '0');
  }
}

function cell(share: number, truth: string, label: ModelClass | undefined, own: boolean): TemplateResult {
  const title = `${truth} labelled as ${label?.name ?? ''}: ${percent(share)}`;
  return html`<td class=${own ? 'own' : ''} title=${title} data-share=${share.toFixed(3)}>${whole(share)}</td>`;
}

function whole(share: number): string {
  if (share === 0) return '·';
  return share < 0.005 ? '<1' : String(Math.round(share * 100));
}
