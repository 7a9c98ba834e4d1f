export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Marks in the corners of an element's padding box: upper left, upper right, lower right, lower left. */
const corners = new WeakMap<Element, readonly HTMLElement[]>();

/**
 * Where a pointer is in an element, in CSS pixels of the element itself from the upper left corner of its padding box. What lies
 * between the element and the window (transforms, perspective, zoom, on any ancestor, in any tree) is not computed from styles
 * but measured, by marks in the four corners: no browser tells the matrix itself.
 * @param element positioned, so that what lies in it can be placed in its corners
 * @returns null where the element has no area to be in
 */
export function localPoint(element: HTMLElement, client: Pick<MouseEvent, 'clientX' | 'clientY'>): Point | null {
  const marks = corners.get(element) ?? mark(element);
  const pixel = pixelOf(element);
  const quad = marks.map((each) => {
    const { x, y } = each.getBoundingClientRect();
    return { x: x * pixel, y: y * pixel };
  });
  const share = inSquare(quad, { x: client.clientX, y: client.clientY });
  return share && { x: share.x * element.clientWidth, y: share.y * element.clientHeight };
}

/** Whether the places of what is zoomed come in pixels as large as it is zoomed; known once it was tried. */
let inOwnPixels: boolean | null = null;

/**
 * How large the pixels are in which the browser says where an element is, in those in which it says where a pointer is. WebKit
 * alone has two kinds, where an element or what it lies in is zoomed.
 */
function pixelOf(element: Element): number {
  inOwnPixels ??= triedZoom(element.ownerDocument);
  let zoom = 1;
  for (let each: Element | null = inOwnPixels ? element : null; each; each = around(each)) {
    zoom *= Number(getComputedStyle(each).zoom) || 1;
  }
  return zoom;
}

/** What an element lies in, as it is drawn: through slots and out of shadow trees. */
function around(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function triedZoom(page: Document): boolean {
  const box = page.createElement('div');
  box.style.cssText = 'position: absolute; width: 10px; zoom: 2';
  page.documentElement.append(box);
  const { width } = box.getBoundingClientRect();
  box.remove();
  return width === 10;
}

function mark(element: HTMLElement): readonly HTMLElement[] {
  const marks = [
    ['0', '0'],
    ['100%', '0'],
    ['100%', '100%'],
    ['0', '100%'],
  ].map(([left = '', top = '']) => {
    const each = element.ownerDocument.createElement('i');
    each.ariaHidden = 'true';
    Object.assign(each.style, { position: 'absolute', left, top, width: '0', height: '0', pointerEvents: 'none' });
    return each;
  });
  (element.shadowRoot ?? element).append(...marks);
  corners.set(element, marks);
  return marks;
}

/**
 * The point of the unit square that a projection onto a quadrilateral takes to `at` (P. Heckbert, Fundamentals of Texture
 * Mapping and Image Warping, 1989, section 2.2.3). @param quad the images of (0, 0), (1, 0), (1, 1) and (0, 1)
 */
export function inSquare(quad: readonly Point[], at: Point): Point | null {
  const [p0, p1, p2, p3] = quad;
  if (!p0 || !p1 || !p2 || !p3) return null;
  const [dx1, dx2, sx] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, sy] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  if (area === 0) return null;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  const [a, b, c] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x];
  const [d, e, f] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y];
  const w = (d * h - e * g) * at.x + (b * g - a * h) * at.y + (a * e - b * d);
  if (w === 0) return null;
  return {
    x: ((e - f * h) * at.x + (c * h - b) * at.y + (b * f - c * e)) / w,
    y: ((f * g - d) * at.x + (a - c * g) * at.y + (c * d - a * f)) / w,
  };
}
