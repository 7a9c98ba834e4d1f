/** Where the whole frame lies in another grid, in that grid's pixels; may reach beyond it (`cover`). */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a frame lies in a model's input under a fit mode. */
export function place(mode: 'stretch' | 'letterbox' | 'cover', frame: Size, input: Size): Placement {
  if (mode === 'stretch') return { x: 0, y: 0, width: input.width, height: input.height };
  const ratios = [input.width / frame.width, input.height / frame.height] as const;
  const scale = mode === 'letterbox' ? Math.min(...ratios) : Math.max(...ratios);
  const width = frame.width * scale;
  const height = frame.height * scale;
  return { x: (input.width - width) / 2, y: (input.height - height) / 2, width, height };
}

/** The same place in a grid of another size over the same area (a model's output is often smaller than its input). */
export function rescale(placement: Placement, from: Size, to: Size): Placement {
  const sx = to.width / from.width;
  const sy = to.height / from.height;
  return { x: placement.x * sx, y: placement.y * sy, width: placement.width * sx, height: placement.height * sy };
}

/** Where a frame lies in a grid over a model's input, as its scores are. */
export function placeOn(
  { fit, width, height }: Size & { readonly fit: { readonly mode: 'stretch' | 'letterbox' | 'cover' } },
  frame: Size,
  grid: Size,
): Placement {
  const input = { width, height };
  return rescale(place(fit.mode, frame, input), input, grid);
}

/** How many pixels of a grid a frame that lies there covers; where it reaches far beyond, at most as many as either has. */
export function gridOver(grid: Size, { width, height }: Placement, frame: Size): Size {
  const side = (covered: number, most: number): number => Math.max(1, Math.min(most, Math.round(covered)));
  return {
    width: side(width, Math.max(grid.width, frame.width)),
    height: side(height, Math.max(grid.height, frame.height)),
  };
}

export function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** The largest size of the same shape with at most `pixels` pixels; never larger than the size given. */
export function capped(size: Size, pixels: number): Size {
  const scale = Math.min(1, Math.sqrt(pixels / (size.width * size.height)));
  const width = Math.max(1, Math.min(pixels, Math.round(size.width * scale)));
  // rounding both up could exceed the cap
  const height = Math.max(1, Math.min(Math.floor(pixels / width), Math.round(size.height * scale)));
  return { width, height };
}

/** The largest size of the same shape with no side longer than `longest`; never larger than the size given. */
export function within({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}
