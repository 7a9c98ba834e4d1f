import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Size } from '../../core/geometry/fit.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { localPoint, type Point } from '../local-point.ts';
import { pictureBox } from '../per-pixel/picture-box.ts';
import type { PictureBox } from '../per-pixel/picture-box.ts';
import type { Trace } from '../teacher/act.ts';
import { tokens } from '../tokens.ts';
import { brushKeyOf, grown, type BrushKey } from './brush-keys.ts';
import { styles } from './brush.styles.ts';
import { extended, type LaidStroke } from './frame-stroke.ts';

interface Drawn {
  /** Counts up from 1. */
  readonly number: number;
  readonly trace: Trace;
  readonly colour: string;
}

const KEYS = 'Arrow keys move, Space draws, 0 to 9 choose what, E erases, plus and minus size, Z takes back.';
/** Of a pen that is turned round. */
const PEN_ERASER = 32;

/**
 * Draws over the picture: with a finger, a pen, a mouse, or the keys (arrows move the brush, Space puts it down and lifts it). It only
 * requests: a line stays until what holds it says that its labels are there.
 * @tag pp-brush
 * @fires pp-request-teach - detail `{ act: 'begin' | 'stroke' | 'cancel' | 'choose' | 'size' | 'undo' }`
 */
@customElement('pp-brush')
export class BrushLayer extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** The picture's; null: there is none to draw on. */
  @property({ attribute: false }) picture: Size | null = null;
  /** Of what is stroked; empty: an eraser. */
  @property({ attribute: false }) colour = '';
  /** What is stroked, in words. */
  @property({ attribute: false }) name = '';
  /** What was stroked on the picture before, oldest first. */
  @property({ attribute: false }) strokes: readonly LaidStroke[] = [];
  /** In place of our own words for a screen reader, which are English; empty: those. */
  @property({ attribute: false }) label = '';
  /** Radius, as a share of the picture's shorter side. */
  @property({ type: Number, attribute: false }) size = 0.03;
  /** So many lines of all that were asked for have become labels, or came to nothing. */
  @property({ type: Number, attribute: false }) settled = 0;

  /** What is being drawn; null: the brush is up. */
  @state() private trace: Trace | null = null;
  /** Where the brush is, CSS pixels of ours; null: nowhere. */
  @state() private at: Point | null = null;
  #drawn: readonly Drawn[] = [];
  #sent: number | null = null;
  /** The pointer that draws. */
  #pointer: number | null = null;
  #erases = false;

  constructor() {
    super();
    this.addEventListener('pointerdown', this.#onDown);
    this.addEventListener('pointermove', this.#onMove);
    this.addEventListener('pointerup', this.#onUp);
    // a line that the system cut short was drawn nevertheless
    this.addEventListener('pointercancel', this.#onUp);
    this.addEventListener('lostpointercapture', this.#onUp);
    this.addEventListener('pointerleave', () => {
      if (!this.trace) this.at = null;
    });
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('blur', () => this.#finish());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    // its keys are its own: none of the page's
    this.role = 'application';
  }

  override disconnectedCallback(): void {
    // no line is lost with the picture
    this.#finish();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('settled')) this.#drawn = this.#drawn.filter(({ number }) => number > this.settled);
    if (!changed.has('name') && !changed.has('label')) return;
    this.ariaLabel = this.label || `Brush: ${this.name}. ${KEYS}`;
    this.ariaRoleDescription = this.label ? null : 'brush';
  }

  protected override render(): TemplateResult {
    const { at, trace, colour } = this;
    return html`<svg aria-hidden="true">
      ${this.strokes.map((each) => this.#thread(each))}
      ${this.#drawn.map((each) => this.#line(each.trace, each.colour))}
      ${trace ? this.#line(trace, this.#erases ? '' : colour) : nothing} ${at ? this.#ring(at) : nothing}
    </svg>`;
  }

  #line({ points, size }: Trace, colour: string): SVGTemplateResult | typeof nothing {
    const box = this.#box;
    if (!box) return nothing;
    return svg`<polyline
      class="laid"
      points=${placesIn(box, points)}
      stroke=${colour || '#ffffff'}
      stroke-width=${2 * size * Math.min(box.width, box.height)}
    />`;
  }

  /** The middle of a stroke: what it was drawn over stays to be seen. */
  #thread({ trace, colour }: LaidStroke): SVGTemplateResult | typeof nothing {
    const box = this.#box;
    if (!box) return nothing;
    const places = placesIn(box, trace.points);
    return svg`
      <polyline class=${isDark(colour) ? 'thread case light' : 'thread case'} points=${places} />
      <polyline class=${colour ? 'thread' : 'thread eraser'} points=${places} stroke=${colour || '#ffffff'} />
    `;
  }

  #ring({ x, y }: Point): SVGTemplateResult | typeof nothing {
    const box = this.#box;
    if (!box) return nothing;
    const radius = Math.max(3, this.size * Math.min(box.width, box.height));
    return svg`
      <circle class="ring outer" cx=${x} cy=${y} r=${radius} />
      <circle
        class="ring inner"
        stroke=${this.colour || '#ffffff'}
        stroke-dasharray=${this.colour ? 'none' : '4 4'}
        cx=${x}
        cy=${y}
        r=${radius}
      />
    `;
  }

  get #box() {
    const { clientWidth: width, clientHeight: height, picture } = this;
    return picture && width > 0 && height > 0 ? pictureBox({ width, height }, picture) : null;
  }

  readonly #onDown = (event: PointerEvent): void => {
    const rubs = event.pointerType === 'pen' && (event.buttons & PEN_ERASER) !== 0;
    if (!this.picture || this.#pointer !== null || (event.button !== 0 && !rubs)) return;
    event.preventDefault();
    this.focus({ preventScroll: true });
    this.#pointer = event.pointerId;
    this.#begin(rubs);
    this.#follow(event);
    try {
      this.setPointerCapture(event.pointerId);
    } catch {
      // it is up again already
    }
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (this.#pointer !== null && event.pointerId !== this.#pointer) return;
    const events = this.trace ? event.getCoalescedEvents() : [];
    for (const each of events.length > 0 ? events : [event]) this.#follow(each);
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    this.#finish();
    if (event.pointerType === 'touch') this.at = null;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const key = brushKeyOf(event);
    if (!key) return;
    event.preventDefault();
    if (!event.repeat || key.action === 'move' || key.action === 'grow') this.#act(key);
  };

  #act(key: BrushKey): void {
    switch (key.action) {
      case 'move':
        return this.#moveBy(key.dx, key.dy);
      case 'press':
        return this.#press();
      case 'cancel':
        return this.#cancel();
      case 'undo':
        return request(this, 'pp-request-teach', { act: 'undo' });
      case 'erase':
        return request(this, 'pp-request-teach', { act: 'choose', brush: null });
      case 'class':
        return request(this, 'pp-request-teach', { act: 'choose', brush: key.id });
      case 'grow':
        return request(this, 'pp-request-teach', { act: 'size', size: grown(this.size, key.by) });
    }
  }

  #press(): void {
    if (this.trace) return this.#finish();
    const { clientWidth, clientHeight } = this;
    if (!this.picture) return;
    this.#begin(false);
    this.#add((this.at ??= { x: clientWidth / 2, y: clientHeight / 2 }));
  }

  #moveBy(dx: number, dy: number): void {
    const { clientWidth, clientHeight } = this;
    const { x, y } = this.at ?? { x: clientWidth / 2, y: clientHeight / 2 };
    const held = (value: number, end: number): number => Math.min(end - 1, Math.max(0, value));
    this.at = { x: held(x + dx, clientWidth), y: held(y + dy, clientHeight) };
    if (this.trace) this.#add(this.at);
  }

  #begin(erases: boolean): void {
    this.#erases = erases;
    this.trace = { points: [], size: this.size };
    request(this, 'pp-request-teach', { act: 'begin' });
  }

  #follow(event: PointerEvent): void {
    this.at = localPoint(this, event);
    if (this.at && this.trace) this.#add(this.at);
  }

  /** What is drawn beside the picture belongs to its edge. */
  #add({ x, y }: Point): void {
    const box = this.#box;
    if (!box || !this.trace) return;
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    const place = [within((x - box.left) / box.width), within((y - box.top) / box.height)] as const;
    this.trace = extended(this.trace, place, box.width / box.height);
  }

  #finish(): void {
    const { trace } = this;
    this.#pointer = null;
    this.trace = null;
    if (!trace) return;
    if (trace.points.length === 0) return request(this, 'pp-request-teach', { act: 'cancel' });
    const number = (this.#sent = (this.#sent ?? this.settled) + 1);
    this.#drawn = [...this.#drawn, { number, trace, colour: this.#erases ? '' : this.colour }];
    request(this, 'pp-request-teach', { act: 'stroke', trace, erases: this.#erases });
  }

  #cancel(): void {
    if (!this.trace) return;
    this.trace = null;
    this.#pointer = null;
    request(this, 'pp-request-teach', { act: 'cancel' });
  }
}

/** A colour that is not seen on a dark picture, as the background's is. @param colour `#rrggbb`; empty: an eraser */
function isDark(colour: string): boolean {
  const [r = 255, g = 255, b = 255] = colour.match(/[0-9a-f]{2}/gi)?.map((each) => parseInt(each, 16)) ?? [];
  return 0.299 * r + 0.587 * g + 0.114 * b < 60;
}

/** A line of one point is a dot. */
function placesIn(box: PictureBox, points: Trace['points']): string {
  const [first = [0, 0]] = points;
  return (points.length === 1 ? [first, first] : points)
    .map(([x, y]) => `${(box.left + x * box.width).toFixed(1)},${(box.top + y * box.height).toFixed(1)}`)
    .join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-brush': BrushLayer;
  }
}
