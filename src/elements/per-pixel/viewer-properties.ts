import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import { checkRefine } from '../../core/refine/refine-schema.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { Overlay } from '../../core/view/overlay.ts';
import { DEFAULT_VIEW } from '../../core/view/view.ts';
import { Component } from '../component.ts';
import type { Reach } from '../controllers/shortcuts.ts';
import { Notice } from './notice.ts';
import { OverlayInForce } from './overlay-in-force.ts';
import { ensembleGone } from './passing-notices.ts';
import { tidied } from './properties.ts';
import {
  CHECKED,
  checkSettings,
  isBackend,
  isEnsemble,
  named,
  refineAttribute,
  shareAttribute,
  splitAttribute,
  validOpacity,
} from './settings.ts';

/** What `<per-pixel>` is set to. Anyone may set anything: with each update the values become what they may be. */
export abstract class ViewerProperties extends Component {
  @property({ reflect: true }) source = '';
  @property({ reflect: true }) model = '';
  @property({ reflect: true }) backend: BackendChoice = 'auto';
  @property({ reflect: true }) overlay: Overlay = 'labels';
  @property({ reflect: true, type: Number }) opacity = 0.5;
  /** null: the model's own; false: the argmax alone. */
  @property({ reflect: true, converter: refineAttribute }) refine: RefineOptions | false | null = null;
  @property({ reflect: true, converter: shareAttribute }) doubt = 0;
  @property({ reflect: true, converter: splitAttribute }) split: number | null = null;
  @property({ reflect: true, type: Boolean }) mirror = false;
  @property({ reflect: true }) ensemble = '';
  @property({ reflect: true }) device = '';
  @property({ reflect: true }) assets = '';
  @property({ reflect: true, type: Boolean }) controls = false;
  @property({ reflect: true, type: Boolean, attribute: 'same-origin' }) sameOrigin = false;
  @property() shortcuts: Reach = 'page';
  /** Shows a camera that faces the visitor as a mirror does. */
  @property({ type: Boolean, attribute: false }) mirrored = true;
  /** Frames a second that a camera is asked for; null: its own. */
  @property({ attribute: false }) rate: number | null = null;

  protected readonly notice = new Notice(this);
  protected readonly overlayInForce = new OverlayInForce();

  /** Tells the visitor of a mistake without stopping the picture. */
  abstract notify(error: PerPixelError): void;

  protected override willUpdate(changed: PropertyValues<this>): void {
    for (const wrong of tidied(this, changed)) this.notify(wrong);
    if (changed.has('source')) this.source = named(this.source ?? '');
    if (changed.has('refine')) this.#checkRefine();
    if (!CHECKED.some((name) => changed.has(name))) return;
    this.overlay = named(this.overlay) as Overlay;
    this.backend = named(this.backend) as BackendChoice;
    if (!changed.has('overlay') && this.overlay === 'disagreement' && !isEnsemble(this)) {
      // it was right until now: what it shows has been switched off
      this.overlay = 'labels';
      this.notice.show(ensembleGone);
    }
    const wrong = checkSettings(this);
    if (wrong) this.notify(wrong);
    const shown = this.overlayInForce.take(this);
    if (shown) this.overlay = shown;
    const byDefault = !this.hasUpdated && !this.hasAttribute('overlay') && this.overlay === DEFAULT_VIEW.overlay;
    if (changed.has('overlay') && !byDefault) this.overlayInForce.keep();
    if (!isBackend(this.backend)) this.backend = 'auto';
    this.opacity = validOpacity(this.opacity);
  }

  #checkRefine(): void {
    try {
      // a copy: what was checked is what is used
      if (this.refine !== null) this.refine = checkRefine(this.refine);
    } catch (thrown) {
      this.notify(toPerPixelError(thrown, 'option-invalid', 'Use other values.'));
      this.refine = null;
    }
  }
}
