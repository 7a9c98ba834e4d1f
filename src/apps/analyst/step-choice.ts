import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Every } from '../../core/analysis/every.ts';

type Kind = 'all' | 'nth' | 'second';

/** What a kind begins with. */
const FIRST: Readonly<Record<Kind, Every>> = { all: 1, nth: 5, second: { perSecond: 2 } };

/** Which frames are analysed of videos opened from now on: all, every n-th, or n a second. */
export function stepChoice(every: Every, choose: (every: Every) => void): TemplateResult {
  const kind: Kind = typeof every !== 'number' ? 'second' : every === 1 ? 'all' : 'nth';
  const count = typeof every === 'number' ? every : every.perSecond;
  const counted = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    // a number that is none leaves what was
    if (!input.checkValidity() || Number.isNaN(input.valueAsNumber)) input.value = String(count);
    else choose(kind === 'second' ? { perSecond: input.valueAsNumber } : input.valueAsNumber);
  };
  return html`
    <label class="field">
      Frames
      <select @change=${({ target }: Event) => choose(FIRST[(target as HTMLSelectElement).value as Kind])}>
        <option value="all" .selected=${live(kind === 'all')}>every frame</option>
        <option value="nth" .selected=${live(kind === 'nth')}>every n-th</option>
        <option value="second" .selected=${live(kind === 'second')}>n a second</option>
      </select>
      ${
        kind === 'all'
          ? nothing
          : html`<input
              type="number"
              aria-label=${kind === 'nth' ? 'Every so many frames' : 'Frames a second'}
              min=${kind === 'nth' ? 2 : 0.01}
              max="10000"
              step=${kind === 'nth' ? 1 : 'any'}
              .value=${String(count)}
              @change=${counted}
            />`
      }
    </label>
  `;
}
