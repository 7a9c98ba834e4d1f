/** What we read and write of the Custom Elements Manifest, schema 1.0.0; its own declarations have an element without a tag. */
export interface Manifest {
  readonly schemaVersion: string;
  readonly readme: string;
  readonly modules: {
    readonly kind: 'javascript-module';
    readonly path: string;
    readonly declarations: ElementDeclaration[];
    readonly exports: {
      readonly kind: 'custom-element-definition';
      readonly name: string;
      readonly declaration: { readonly name: string; readonly module: string };
    }[];
  }[];
}

export interface ElementDeclaration {
  readonly kind: 'class';
  readonly name: string;
  readonly tagName: string;
  readonly customElement: true;
  readonly description: string;
  readonly attributes: Attribute[];
  readonly members: Member[];
  readonly events: Described[];
  readonly slots: Described[];
  readonly cssParts: Described[];
  readonly cssProperties: Described[];
}

export interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
  /** The class that it comes from; ours alone know which that is. */
  readonly inheritedFrom?: object;
}

export interface Attribute extends Described {
  /** The property that it sets. */
  readonly fieldName?: string;
}

export interface Member extends Described {
  readonly kind: 'field' | 'method';
  readonly privacy?: string;
  readonly static?: boolean;
  readonly readonly?: boolean;
  /** Of a method. */
  readonly parameters?: readonly Described[];
  readonly return?: { readonly type?: { readonly text: string } };
}

/** As the analyzer finds it: a class, or something else that has a name. */
export type Analyzed = Partial<Omit<ElementDeclaration, 'kind'>> & { readonly kind: string; readonly name: string };
