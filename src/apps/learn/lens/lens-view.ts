import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Component } from '../../../elements/component.ts';
import { tokens } from '../../../elements/tokens.ts';
import { paletteOf } from '../look/look.ts';
import type { Labelled } from '../subject/specimen.ts';
import { chancesAt, LENS, lensAt, type Place } from './lens.ts';

/** What stands in each enlarged pixel. */
export type LensShows = 'numbers' | 'labels' | 'chances' | 'doubt';

/** CSS pixels of a cell in which three numbers have room; in smaller ones stands their mean. */
const ROOMY = 34;
/** The likeliest classes that have a bar in a cell. */
const BARS = 3;

const styles = css`
  :host {
    display: block;
  }

  canvas {
    display: block;
    inline-size: 100%;
    aspect-ratio: 12 / 9;
    border-radius: var(--_radius-s);
  }
`;

/**
 * Twelve by nine pixels, enlarged, with what is known of each.
 * @tag pp-learn-lens
 */
@customElement('pp-learn-lens')
export class LensView extends Component {
  static override readonly styles = [tokens, styles];

  @property({ attribute: false }) labelled: Labelled | null = null;
  @property({ attribute: false }) place: Place = { x: 0, y: 0 };
  @property() shows: LensShows = 'numbers';
  @property() label = '';
  /** In the language: what a class is called. */
  @property({ attribute: false }) nameOf: (classId: number) => string = String;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  readonly #resized = new ResizeObserver(() => this.#draw());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override render(): TemplateResult {
    return html`<canvas role="img" aria-label=${this.label}></canvas>`;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    if (this.canvas) this.#resized.observe(this.canvas);
  }

  protected override updated(): void {
    this.#draw();
  }

  #draw(): void {
    const { canvas, labelled } = this;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !labelled || canvas.clientWidth === 0) return;
    const ratio = Math.min(window.devicePixelRatio, 2);
    const cell = Math.max(1, Math.floor((canvas.clientWidth * ratio) / LENS.width));
    // a canvas that is given a size is cleared, and loses its settings
    if (canvas.width !== cell * LENS.width) canvas.width = cell * LENS.width;
    if (canvas.height !== cell * LENS.height) canvas.height = cell * LENS.height;
    const { specimen } = labelled;
    const from = lensAt(this.place, specimen);
    for (let y = 0; y < LENS.height; y += 1) {
      for (let x = 0; x < LENS.width; x += 1) {
        const place = { x: Math.min(from.x + x, specimen.width - 1), y: Math.min(from.y + y, specimen.height - 1) };
        this.#cell(context, labelled, place, { x: x * cell, y: y * cell, size: cell, ratio });
      }
    }
    const at = { x: this.place.x - from.x, y: this.place.y - from.y };
    frame(context, at.x * cell, at.y * cell, cell, ratio);
  }

  #cell(context: CanvasRenderingContext2D, labelled: Labelled, { x, y }: Place, box: Cell): void {
    const { specimen, maps, model } = labelled;
    const at = y * specimen.width + x;
    const { data } = specimen.image;
    const rgb = [data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0] as const;
    const classId = maps.labelMap[at] ?? 0;
    const palette = paletteOf(model.classes);
    const own = this.shows === 'labels' ? bytesOf(palette[classId] ?? 0) : rgb;
    context.fillStyle = `rgb(${own.join(' ')})`;
    context.fillRect(box.x, box.y, box.size, box.size);
    context.strokeStyle = '#00000038';
    context.lineWidth = 1;
    context.strokeRect(box.x + 0.5, box.y + 0.5, box.size - 1, box.size - 1);
    const dark = isDark(own);
    if (this.shows === 'numbers') numbers(context, rgb, box, dark);
    if (this.shows === 'labels') write(context, [this.nameOf(classId)], box, dark);
    if (this.shows === 'doubt') write(context, [(maps.entropy?.[at] ?? 0).toFixed(2).replace('0.', '.')], box, dark);
    if (this.shows === 'chances' && maps.probabilities) {
      const chances = chancesAt(maps.probabilities, specimen, { x, y }, BARS);
      bars(
        context,
        chances.map((each) => ({ ...each, colour: bytesOf(palette[each.classId] ?? 0) })),
        box,
      );
    }
  }
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Of the canvas to CSS pixels. */
  readonly ratio: number;
}

type Colour = readonly [number, number, number];

function bytesOf(word: number): Colour {
  return [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
}

function isDark([r, g, b]: Colour): boolean {
  return 0.299 * r + 0.587 * g + 0.114 * b < 140;
}

function numbers(context: CanvasRenderingContext2D, rgb: Colour, box: Cell, dark: boolean): void {
  const roomy = box.size / box.ratio >= ROOMY;
  write(context, roomy ? rgb.map(String) : [String(Math.round((rgb[0] + rgb[1] + rgb[2]) / 3))], box, dark);
}

function write(context: CanvasRenderingContext2D, lines: readonly string[], { x, y, size }: Cell, dark: boolean): void {
  context.fillStyle = dark ? '#ffffff' : '#101112';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const longest = Math.max(...lines.map(({ length }) => length), 3);
  // of a font whose letters are six tenths of its size
  const font = Math.min(size / (lines.length * 1.25 + 0.4), (size * 0.78) / (longest * 0.58));
  context.font = `500 ${font}px ui-monospace, "DejaVu Sans Mono", monospace`;
  lines.forEach((line, at) => {
    context.fillText(line, x + size / 2, y + size / 2 + (at - (lines.length - 1) / 2) * font * 1.2, size * 0.96);
  });
}

function bars(
  context: CanvasRenderingContext2D,
  chances: readonly { readonly probability: number; readonly colour: Colour }[],
  { x, y, size }: Cell,
): void {
  context.fillStyle = '#0b0c0dcc';
  context.fillRect(x + 1, y + 1, size - 2, size - 2);
  const width = (size * 0.8) / chances.length;
  chances.forEach(({ probability, colour }, at) => {
    const height = Math.max(1, size * 0.84 * probability);
    context.fillStyle = `rgb(${colour.join(' ')})`;
    context.fillRect(x + size * 0.1 + at * width, y + size * 0.92 - height, width * 0.84, height);
  });
}

function frame(context: CanvasRenderingContext2D, x: number, y: number, size: number, ratio: number): void {
  context.lineWidth = 4 * ratio;
  context.strokeStyle = '#101112';
  context.strokeRect(x, y, size, size);
  context.lineWidth = 2 * ratio;
  context.strokeStyle = '#ffffff';
  context.strokeRect(x, y, size, size);
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-learn-lens': LensView;
  }
}
