import { Random } from '../random.ts';
import { LAYER_SIZE } from './layers.ts';

/** One layer while it is drawn: a canvas that repeats in both directions, and where light shines through after dark. */
export class Sheet {
  readonly size = LAYER_SIZE;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly random: Random;
  readonly #lit: { x: number; y: number; w: number; h: number; alpha: number }[] = [];

  constructor(seed: number, layer: number) {
    // Read back often and drawn once: a software canvas, whose pixels are also the same everywhere.
    const context = new OffscreenCanvas(LAYER_SIZE, LAYER_SIZE).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error("a 2D canvas could not be had for the street's textures");
    this.context = context;
    this.random = new Random(seed, 0x5bee7, layer);
  }

  fill(colour: string): this {
    return this.rect(0, 0, this.size, this.size, colour);
  }

  rect(x: number, y: number, w: number, h: number, colour: string): this {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, w, h);
    return this;
  }

  /** A window that may shine after dark. */
  lamp(x: number, y: number, w: number, h: number, strength: number): void {
    this.#lit.push({ x, y, w, h, alpha: 255 - Math.round(strength * 255) });
  }

  ellipse(x: number, y: number, rx: number, ry: number, colour: string, angle = 0): this {
    this.context.fillStyle = colour;
    this.context.beginPath();
    this.context.ellipse(x, y, rx, ry, angle, 0, Math.PI * 2);
    this.context.fill();
    return this;
  }

  polygon(points: readonly (readonly [number, number])[], colour: string): this {
    this.context.fillStyle = colour;
    this.context.beginPath();
    for (const [x, y] of points) this.context.lineTo(x, y);
    this.context.closePath();
    this.context.fill();
    return this;
  }

  line(points: readonly (readonly [number, number])[], colour: string, width: number): this {
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.lineJoin = this.context.lineCap = 'round';
    this.context.beginPath();
    for (const [x, y] of points) this.context.lineTo(x, y);
    this.context.stroke();
    return this;
  }

  /** The same drawing shifted by a whole sheet each way, so that what crosses an edge comes in on the other side. */
  wrapped(x: number, y: number, reach: number, draw: (x: number, y: number) => void): void {
    for (const dx of [-this.size, 0, this.size]) {
      for (const dy of [-this.size, 0, this.size]) {
        const px = x + dx,
          py = y + dy;
        if (px > -reach && py > -reach && px < this.size + reach && py < this.size + reach) draw(px, py);
      }
    }
  }

  /** Grain on every pixel and soft stains, both in ± parts of 255. */
  grain(amount: number, stains = 0): this {
    for (let i = 0; i < stains; i++) {
      const r = this.random.range(8, 40);
      const colour = this.random.chance(0.5) ? 'rgba(0,0,0,0.05)' : 'rgba(255,255,255,0.05)';
      this.wrapped(this.random.range(0, this.size), this.random.range(0, this.size), r, (x, y) =>
        this.ellipse(x, y, r, r * 0.7, colour),
      );
    }
    const image = this.context.getImageData(0, 0, this.size, this.size);
    const { data } = image;
    for (let i = 0; i < data.length; i += 4) {
      const shift = (this.random.next() - 0.5) * 2 * amount;
      for (let c = 0; c < 3; c++) data[i + c] = (data[i + c] ?? 0) + shift;
    }
    this.context.putImageData(image, 0, 0);
    return this;
  }

  /** RGBA rows from the bottom up, as WebGL wants them; under what is clear the colour `beneath` avoids dark fringes. */
  pixels(beneath: readonly [number, number, number] = [0, 0, 0]): Uint8Array {
    const { data } = this.context.getImageData(0, 0, this.size, this.size);
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i + 3] ?? 0) > 40) continue;
      for (let c = 0; c < 3; c++) data[i + c] = beneath[c] ?? 0;
    }
    for (const { x, y, w, h, alpha } of this.#lit) {
      for (let row = Math.round(y); row < y + h; row++) {
        for (let column = Math.round(x); column < x + w; column++) data[(row * this.size + column) * 4 + 3] = alpha;
      }
    }
    const flipped = new Uint8Array(data.length);
    const stride = this.size * 4;
    for (let row = 0; row < this.size; row++)
      flipped.set(data.subarray(row * stride, (row + 1) * stride), (this.size - 1 - row) * stride);
    return flipped;
  }
}

/** A grey as a CSS colour, optionally warmed (+) or cooled (−). */
export function grey(value: number, warmth = 0, alpha = 1): string {
  return `rgba(${Math.round(value + warmth)},${Math.round(value)},${Math.round(value - warmth)},${alpha})`;
}
