import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { pictureInPictureIcon, popOutIcon, recordIcon } from '../icons/icons.ts';
import { tokens } from '../tokens.ts';
import { tool } from '../toolbar/tool.ts';
import { tools } from '../toolbar/tools.styles.ts';
import { styles } from './outward.styles.ts';

/**
 * The ways out of the page: a recording, a small window above all others, a window for a call to share.
 * @tag pp-outward
 * @fires pp-request-record - detail `{ act: 'toggle' }`
 * @fires pp-request-window - detail `{ kind }`: `small` or `shared`
 * @csspart button - a button
 */
@customElement('pp-outward')
export class Outward extends Component {
  static override readonly styles = [tokens, controls, tools, styles];

  /** The controls of the recording are shown. */
  @property({ type: Boolean }) recording = false;
  /** It is in a small window. */
  @property({ type: Boolean }) small = false;
  /** This browser has small windows above all others. */
  @property({ type: Boolean, attribute: 'can-small' }) canSmall = false;
  /** There is no picture yet. */
  @property({ type: Boolean }) busy = false;

  protected override render(): TemplateResult {
    return html`
      ${tool('Record', recordIcon, () => request(this, 'pp-request-record', { act: 'toggle' }), {
        expanded: this.recording,
      })}
      ${
        this.canSmall
          ? tool(
              'Picture in picture',
              pictureInPictureIcon,
              () => request(this, 'pp-request-window', { kind: 'small' }),
              {
                pressed: this.small,
                disabled: this.busy,
              },
            )
          : nothing
      }
      ${tool(
        'Open in a window, for a call to share',
        popOutIcon,
        () => request(this, 'pp-request-window', { kind: 'shared' }),
        {
          disabled: this.busy,
        },
      )}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-outward': Outward;
  }
}
