/**
 * Registers an element under a name. A page may load the library twice, as two bundles of it: the first one stays. A server,
 * where pages are made ready and no element lives, has no registry.
 */
export function customElement(name: string): (element: CustomElementConstructor) => void {
  return (element) => {
    const { customElements: registry } = globalThis as { readonly customElements?: CustomElementRegistry };
    if (registry && !registry.get(name)) registry.define(name, element);
  };
}
