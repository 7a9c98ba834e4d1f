import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Component } from '../../../elements/component.ts';
import { percentIn } from '../../../elements/format.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { Share } from './shares.ts';
import { styles } from './strip.styles.ts';

/** Below this share a name has no room over its piece. */
const NAMED = 0.09;

/**
 * The whole picture as one strip: a piece a class, as wide as the class's share.
 * @tag pp-kiosk-strip
 */
@customElement('pp-kiosk-strip')
export class KioskStrip extends Component {
  static override readonly styles = [tokens, styles];

  @property({ attribute: false }) shares: readonly Share[] = [];
  /** What classes are called in the language of the moment, by their own names. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};

  protected override render(): TemplateResult {
    return html`<ul aria-label="What the picture is made of">
      ${repeat(
        this.shares,
        ({ name }) => name,
        ({ name, share }) =>
          html`<li>
            ${
              share >= NAMED
                ? html`<span class="name"><bdi>${this.names[name] ?? name}</bdi></span
                    ><span class="share"><bdi>${percentIn(this.lang, share)}</bdi></span>`
                : nothing
            }
            <i></i>
          </li>`,
      )}
    </ul>`;
  }

  /** By hand: the page's policy allows no styles in markup. */
  protected override updated(): void {
    this.renderRoot.querySelectorAll('li').forEach((piece, index) => {
      const { share = 0, colour = '' } = this.shares[index] ?? {};
      piece.style.flexGrow = String(share);
      piece.style.color = colour;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-kiosk-strip': KioskStrip;
  }
}
