import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { Keep } from '../../core/instances/keep.ts';
import type { BackgroundOption } from '../../core/options/background-option.ts';
import { checkRefine } from '../../core/refine/refine-schema.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import { conceals, type Overlay } from '../../core/view/overlay.ts';
import { DEFAULT_VIEW, type ChosenView } from '../../core/view/view.ts';
import { Component } from '../component.ts';
import type { Reach } from '../controllers/reach.ts';
import { Notice } from './notice.ts';
import { OverlayInForce } from './overlay-in-force.ts';
import { ensembleGone } from './passing-notices.ts';
import { tidied } from './properties.ts';
import {
  backgroundAttribute,
  CHECKED,
  checkSettings,
  isBackend,
  isRuntime,
  isEnsemble,
  isLabelling,
  keepAttribute,
  named,
  teachable,
  refineAttribute,
  shareAttribute,
  splitAttribute,
  validOpacity,
} from './settings.ts';
import { ViewerBackground } from './viewer-background.ts';

/** What `<per-pixel>` is set to. Anyone may set anything: with each update the values become what they may be. */
export abstract class ViewerProperties extends Component {
  /** `camera`, `street`, `motorway`, or the address of a video or image; empty: nothing. */
  @property({ reflect: true }) source = '';
  /** A bundled model's id or a manifest's address; empty: what suits the source and its shape. */
  @property({ reflect: true }) model = '';
  /** What labels: `auto` finds out what is fastest here. */
  @property({ reflect: true }) backend: BackendChoice = 'auto';
  /** The library that runs the network: `auto` finds out which is faster here. */
  @property({ reflect: true }) runtime: RuntimeChoice = 'auto';
  /** What is laid over the picture, or takes its background away; `disagreement` takes `mirror` or `ensemble`. */
  @property({ reflect: true }) overlay: Overlay = 'labels';
  /** Of the overlay, 0 to 1. */
  @property({ reflect: true, type: Number }) opacity = 0.5;
  /** How labels are tidied: null for the model's own, false for the argmax alone. The attribute holds JSON, or `off`. */
  @property({ reflect: true, converter: refineAttribute }) refine: RefineOptions | false | null = null;
  /** Pixels whose confidence is below are hatched; 0 (off) to 1. */
  @property({ reflect: true, converter: shareAttribute }) doubt = 0;
  /** Share of the picture's width, from the left, that shows raw labels beside the refined ones, 0 to 1; null: none. */
  @property({ reflect: true, converter: splitAttribute }) split: number | null = null;
  /** What labels tell apart; empty: what the model is made for. */
  @property({ reflect: true }) labelling: Labelling | '' = '';
  /** Whom `blur`, `replace` and `cutout` leave in front: everyone, the nearest, or these tracks; null: what suits the model. */
  @property({ reflect: true, converter: keepAttribute }) keep: Keep | null = null;
  /**
   * What lies behind: `blur` or `bokeh`, with a strength of 0 to 1 as `blur 0.8`, a scene's name, a colour as `#204060`, `transparent`,
   * the address of an image or a video, or a file of either; null: what the overlay shows by itself.
   */
  @property({ reflect: true, converter: backgroundAttribute }) background: BackgroundOption = null;
  /** How much of another background's light falls on the edges of whoever is in front, 0 to 1. */
  @property({ reflect: true, converter: shareAttribute, attribute: 'light-wrap' }) lightWrap = 0;
  /** Labels each frame in the mirror too and averages both predictions. */
  @property({ reflect: true, type: Boolean }) mirror = false;
  /** A second model with the same classes, whose predictions are averaged with the first one's; empty: none. */
  @property({ reflect: true }) ensemble = '';
  /** The camera's device id; empty: the one that faces the visitor. */
  @property({ reflect: true }) device = '';
  /** The folder with wasm and models; empty: beside the library. */
  @property({ reflect: true }) assets = '';
  /** Teaches a thing that no network knows: the picture is drawn on, and with `controls` a panel says how. Takes the model `features`. */
  @property({ reflect: true, type: Boolean }) teach = false;
  /** Shows the tool bar, the legend and the figures. */
  @property({ reflect: true, type: Boolean }) controls = false;
  /** Refuses addresses of other origins than the page's. */
  @property({ reflect: true, type: Boolean, attribute: 'same-origin' }) sameOrigin = false;
  /** Where keys work: with `controls` wherever the page has its focus, only while the picture has it, or nowhere. */
  @property() shortcuts: Reach = 'page';
  /** Shows a camera that faces the visitor as a mirror does. */
  @property({ type: Boolean, attribute: false }) mirrored = true;
  /** Frames a second that a camera is asked for; null: its own. */
  @property({ attribute: false }) rate: number | null = null;

  /** Nothing was taught yet: labels would say that all is background. */
  @state() protected untaught = false;

  protected readonly notice = new Notice(this);
  protected readonly behind = new ViewerBackground(this, () => this.layBackground());
  protected readonly overlayInForce = new OverlayInForce();

  /** Tells the visitor of a mistake without stopping the picture. */
  abstract notify(error: PerPixelError): void;

  /** Where a visitor teaches. */
  protected abstract readonly desk: { readonly taught: boolean };

  /** Another background is in force. */
  protected abstract layBackground(): void;

  /** What is to be shown, whichever model labels. */
  protected get chosenView(): ChosenView {
    const { opacity, mirrored, doubt, split, labelling, keep, lightWrap } = this;
    const { current: background } = this.behind;
    const shown = this.overlayInForce.shown ?? 'withheld';
    const overlay = this.untaught && !conceals(shown) ? 'none' : shown;
    return { overlay, opacity, mirrored, doubt, split, labelling, keep, background, lightWrap };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    for (const wrong of tidied(this, changed)) this.notify(wrong);
    this.untaught = this.teach && !this.desk.taught;
    if (changed.has('source')) this.source = named(this.source ?? '');
    if (changed.has('teach') && this.teach) Object.assign(this, teachable(this));
    if (changed.has('refine')) this.#checkRefine();
    if (changed.has('background')) this.#readBackground(changed);
    if (!changed.has('background') && !CHECKED.some((name) => changed.has(name))) return;
    this.overlay = named(this.overlay) as Overlay;
    this.backend = named(this.backend) as BackendChoice;
    this.runtime = named(this.runtime) as RuntimeChoice;
    this.labelling = named(this.labelling ?? '') as Labelling | '';
    if (!changed.has('overlay') && this.overlay === 'disagreement' && !isEnsemble(this)) {
      // it was right until now: what it shows has been switched off
      this.overlay = 'labels';
      this.notice.show(ensembleGone);
    }
    const wrong = checkSettings(this);
    if (wrong) this.notify(wrong);
    const shown = this.overlayInForce.take(this);
    if (shown) this.overlay = shown;
    const byDefault = !this.hasUpdated && !this.hasAttribute('overlay') && this.#isByDefault;
    if (changed.has('overlay') && !byDefault) this.overlayInForce.keep();
    if (!isBackend(this.backend)) this.backend = 'auto';
    if (!isRuntime(this.runtime)) this.runtime = 'auto';
    if (!isLabelling(this.labelling)) this.labelling = '';
    this.opacity = validOpacity(this.opacity);
  }

  /** What was set a moment ago holds for what is handed out now. */
  protected takeUp(): void {
    if (this.hasUpdated && this.isUpdatePending) this.performUpdate();
  }

  get #isByDefault(): boolean {
    return this.overlay === DEFAULT_VIEW.overlay;
  }

  #readBackground(changed: PropertyValues<this>): void {
    const named = this.hasUpdated ? changed.has('overlay') : this.hasAttribute('overlay') || !this.#isByDefault;
    this.behind.read(!named && this.overlayInForce.unsaid, !named);
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
