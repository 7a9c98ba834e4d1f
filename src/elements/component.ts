import { LitElement, type CSSResultOrNative } from 'lit';

/** What was constructed for a document: a sheet may be adopted by none but its own. */
const sheets = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/**
 * Every element of ours. It keeps its styles when it moves into another document (an iframe, a window of its own, a
 * picture-in-picture): constructed style sheets stay behind, and Lit's are the first document's.
 * @cssprop --pp-accent - the one signal colour: live, selected, newest
 * @cssprop --pp-stage - behind the picture
 * @cssprop --pp-canvas - behind bar and panel in full screen
 * @cssprop --pp-surface - panels that open
 * @cssprop --pp-raised - keys and fields
 * @cssprop --pp-line - borders
 * @cssprop --pp-ink - text
 * @cssprop --pp-ink-soft - text that steps back
 * @cssprop --pp-radius - of panels; keys and fields have a share of it
 * @cssprop --pp-font - of text
 * @cssprop --pp-font-mono - of figures and small labels
 */
export class Component extends LitElement {
  /** The document whose sheets are adopted. */
  #dressed: Document | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dress();
  }

  adoptedCallback(): void {
    this.#dress();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) {
      this.#dressed = document;
      return super.createRenderRoot();
    }
    const { shadowRootOptions } = this.constructor as typeof LitElement;
    return this.shadowRoot ?? this.attachShadow(shadowRootOptions);
  }

  #dress(): void {
    const { ownerDocument, shadowRoot } = this;
    if (!shadowRoot || this.#dressed === ownerDocument) return;
    const adopted = sheetsOf(ownerDocument, (this.constructor as typeof LitElement).elementStyles);
    // one that is shown nowhere has no sheets; it is asked again when it is
    if (!adopted) return;
    shadowRoot.adoptedStyleSheets = adopted;
    this.#dressed = ownerDocument;
  }
}

function sheetsOf(owner: Document, styles: readonly CSSResultOrNative[]): CSSStyleSheet[] | null {
  const view = owner.defaultView;
  if (!view) return null;
  const known = sheets.get(owner) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  sheets.set(owner, known);
  return styles.map((style) => {
    const sheet = known.get(style) ?? new view.CSSStyleSheet();
    if (!known.has(style)) sheet.replaceSync(textOf(style));
    known.set(style, sheet);
    return sheet;
  });
}

function textOf(style: CSSResultOrNative): string {
  return 'cssText' in style ? style.cssText : [...style.cssRules].map((rule) => rule.cssText).join('\n');
}
