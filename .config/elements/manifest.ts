import { BACKENDS } from '../../src/core/tuning/backend.ts';
import { LABELLINGS } from '../../src/core/instances/instance.ts';
import { OVERLAYS } from '../../src/core/view/overlay.ts';
import { REACHES } from '../../src/elements/controllers/reach.ts';
import { analyze } from './analyze.ts';
import type { Analyzed, Attribute, Described, ElementDeclaration, Manifest, Member } from './schema.ts';

/** What editors list in place of our names of types. */
const NAMED_TYPES: Readonly<Record<string, string>> = {
  BackendChoice: union(BACKENDS),
  Overlay: union(OVERLAYS),
  "Labelling | ''": union(LABELLINGS),
  'Keep | null': "'all' | 'nearest' | readonly number[] | null",
  Reach: union(REACHES),
};

/** The element as its users see it: what is private is left out, and what it is made of is its own. */
export async function describeElement(root: string): Promise<ElementDeclaration> {
  const { element, pieces } = await analyze(root);
  const { attributes = [], members = [], events = [], slots = [], cssProperties = [] } = element;
  return {
    kind: 'class',
    name: 'PerPixelElement',
    tagName: 'per-pixel',
    customElement: true,
    description: 'Shows a camera, a video, an image or the procedural street with a label for every pixel.',
    attributes: attributes.map(asWritten),
    members: members.filter(isPublic).map(own),
    events: events.map(own),
    slots: slots.map(own),
    cssParts: partsOf([element, ...pieces]),
    cssProperties: cssProperties.map(own),
  };
}

/** @param module what a page imports to have the element, beside the manifest */
export function manifestOf(element: ElementDeclaration, module: string): Manifest {
  const declaration = { name: element.name, module };
  return {
    schemaVersion: '1.0.0',
    readme: '',
    modules: [
      {
        kind: 'javascript-module',
        path: module,
        declarations: [element],
        exports: [{ kind: 'custom-element-definition', name: 'per-pixel', declaration }],
      },
    ],
  };
}

/** Which class it comes from is our affair. */
function own<T extends Described>({ inheritedFrom: _from, ...described }: T): T {
  const { type } = described;
  return (type ? { ...described, type: { text: NAMED_TYPES[type.text] ?? type.text } } : described) as T;
}

/** In HTML a default is no string in quotes, and what is absent by default has none. */
function asWritten(attribute: Attribute): Attribute {
  const { default: value = 'null', ...rest } = own(attribute);
  return value === 'null' || value === 'false' ? rest : { ...rest, default: value.replace(/^'(.*)'$/, '$1') };
}

/** What the browser and Lit call. */
const LIFE = new Set(['connectedCallback', 'disconnectedCallback', 'adoptedCallback']);

function isPublic({ name, privacy = 'public', static: isStatic = false }: Member): boolean {
  return privacy === 'public' && !name.startsWith('#') && !isStatic && !LIFE.has(name);
}

function partsOf(elements: readonly Analyzed[]): Described[] {
  const parts = new Map<string, Described>();
  for (const each of elements.flatMap(({ cssParts = [] }) => cssParts)) {
    if (!parts.has(each.name)) parts.set(each.name, own(each));
  }
  return [...parts.values()];
}

function union(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(' | ');
}
