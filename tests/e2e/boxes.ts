import type { Page } from 'playwright';

export interface Boxes {
  /** Pairs of texts, controls and pictures of which neither lies in the other, and which cover one another. */
  readonly overlaps: string[];
  /** Texts of which something is cut off sideways, and no dots say so. */
  readonly cut: string[];
  /** CSS pixels that the page is wider than its window. */
  readonly sideways: number;
  /** CSS pixels. */
  readonly stage: { readonly width: number; readonly height: number };
}

/** Measures what can be seen on a page with one viewer, shadow trees included. What lies over the picture on purpose is left out. */
export function boxesOf(page: Page): Promise<Boxes> {
  return page.evaluate(() => {
    interface Box {
      readonly element: Element;
      readonly name: string;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const CONTROLS = 'select, button, input[type=range], .stage, .keys, .swatch, .bar svg, .readouts, .plot';
    const parentOf = (element: Element): Element | null => {
      const root = element.getRootNode();
      return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    };
    const chains = new Map<Element, readonly Element[]>();
    const chain = (element: Element): readonly Element[] => {
      const known = chains.get(element);
      if (known) return known;
      const parent = parentOf(element);
      const all = parent ? [element, ...chain(parent)] : [element];
      chains.set(element, all);
      return all;
    };
    // looked at once each: the texts of a page share nearly all that they lie in
    const frames = new Map<Element, { readonly dots: boolean; readonly within: DOMRect | null }>();
    const frameOf = (element: Element): { readonly dots: boolean; readonly within: DOMRect | null } => {
      const known = frames.get(element);
      if (known) return known;
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
      const within = overflowX === 'visible' && clipPath === 'none' ? null : element.getBoundingClientRect();
      const frame = { dots: textOverflow === 'ellipsis', within };
      frames.set(element, frame);
      return frame;
    };
    const boxes: Box[] = [];
    const cut = new Set<string>();
    const see = (element: Element, name: string, rect: DOMRect, isText: boolean): void => {
      let { left, top, right, bottom } = rect;
      let dots = false;
      for (const each of chain(element)) {
        if (each === document.documentElement || each === document.body) break;
        const { dots: dotted, within } = frameOf(each);
        dots ||= dotted;
        if (!within) continue;
        if (isText && !dots && within.width > 1 && (rect.right > within.right + 1.5 || rect.left < within.left - 1.5)) {
          cut.add(name);
        }
        left = Math.max(left, within.left);
        right = Math.min(right, within.right);
        top = Math.max(top, within.top);
        bottom = Math.min(bottom, within.bottom);
      }
      if (right - left > 1.5 && bottom - top > 1.5) boxes.push({ element, name, left, top, right, bottom });
    };
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('option, noscript, .unseen'))
          continue;
        for (const node of element.childNodes) {
          const name = (node.textContent ?? '').trim().slice(0, 24);
          if (node.nodeType !== Node.TEXT_NODE || name === '') continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) see(element, name, rect, true);
        }
        if (element.matches(CONTROLS)) {
          see(element, `${element.localName}.${element.className}`, element.getBoundingClientRect(), false);
        }
        if (element.shadowRoot && !element.closest('.stage')) walk(element.shadowRoot);
      }
    };
    walk(document);
    const related = (a: Element, b: Element): boolean =>
      chain(a).includes(b) ||
      chain(b).includes(a) ||
      (a.closest('.field, .stage') ?? a) === b.closest('.field, .stage');
    const overlaps = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).flatMap((b) => {
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // lines of text are set a little closer than their boxes are high
        return width <= 1.5 || height <= 2.5 || related(a.element, b.element) ? [] : [`${a.name} × ${b.name}`];
      }),
    );
    const stage = document.querySelector('per-pixel')?.shadowRoot?.querySelector('.stage')?.getBoundingClientRect();
    return {
      overlaps: [...new Set(overlaps)],
      cut: [...cut],
      sideways: document.documentElement.scrollWidth - window.innerWidth,
      stage: { width: stage?.width ?? 0, height: stage?.height ?? 0 },
    };
  });
}
