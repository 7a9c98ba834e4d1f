import type { Attribute, ElementDeclaration } from './schema.ts';

/** Declarations of `<per-pixel>` for those who write it in a framework's own markup, by the name of their file. */
export type Declarations = Readonly<Record<string, string>>;

/** @param types what to import the element's own types from, beside the declarations */
export function frameworkTypes(element: ElementDeclaration, types: string): Declarations {
  return {
    'per-pixel.d.ts': shared(element, types),
    'react.d.ts': REACT,
    'solid.d.ts': SOLID,
    'svelte.d.ts': SVELTE,
    'vue.d.ts': VUE,
  };
}

/** What markup may set: one of each, whichever name the framework hands on. */
function shared({ attributes, members }: ElementDeclaration, types: string): string {
  const fields = members.filter(({ kind, readonly: fixed }) => kind === 'field' && !fixed);
  const lines = fields.map(({ name, description }) => line(name, name, description));
  const dashed = attributes.filter(({ name, fieldName }) => fieldName !== undefined && name !== fieldName);
  return `import type { PerPixelElement, PerPixelEventMap } from '${types}';

export type { PerPixelElement, PerPixelEventMap };

/** A number may be written as its text: markup has \`opacity="0.8"\`. */
type Written<Value> = Value extends number ? Value | \`\${number}\` : Value;

/** What \`<per-pixel>\` can be set to. */
export interface PerPixelProperties {
${[...lines, ...dashed.map(attributeLine)].join('\n')}
}

/** Its events, each under \`Prefix\` and its name. */
export type PerPixelListeners<Prefix extends string> = {
  [Name in keyof PerPixelEventMap as \`\${Prefix}\${Name}\`]?: ((event: PerPixelEventMap[Name]) => void) | undefined;
};
`;
}

function attributeLine({ name, fieldName = name, description }: Attribute): string {
  return line(`'${name}'`, fieldName, description);
}

function line(name: string, field: string, description = ''): string {
  return `  /** ${description} */\n  ${name}?: Written<PerPixelElement['${field}']> | undefined;`;
}

const IMPORTS = `import type { PerPixelElement, PerPixelListeners, PerPixelProperties } from './per-pixel.js';`;

const REACT = `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${IMPORTS}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'per-pixel': DetailedHTMLProps<HTMLAttributes<PerPixelElement>, PerPixelElement> &
        PerPixelProperties &
        PerPixelListeners<'on'>;
    }
  }
}
`;

const SOLID = `import type { JSX } from 'solid-js';
${IMPORTS}

type Typed = {
  [Name in keyof PerPixelProperties as \`prop:\${Name}\`]?: PerPixelProperties[Name];
} & PerPixelProperties &
  PerPixelListeners<'on:'>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'per-pixel': JSX.HTMLAttributes<PerPixelElement> & Typed;
    }
  }
}
`;

const SVELTE = `import type { HTMLAttributes } from 'svelte/elements';
${IMPORTS}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'per-pixel': HTMLAttributes<PerPixelElement> &
      PerPixelProperties &
      PerPixelListeners<'on'> &
      PerPixelListeners<'on:'>;
  }
}
`;

const VUE = `import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { PerPixelElement, PerPixelEventMap, PerPixelProperties } from './per-pixel.js';

/** As templates call them: \`@perpixel-ready\`. */
type Listeners = {
  [Name in keyof PerPixelEventMap as Name extends \`perpixel-\${infer End}\` ? \`onPerpixel\${Capitalize<End>}\` : never]?:
    | ((event: PerPixelEventMap[Name]) => void)
    | undefined;
};

declare module 'vue' {
  interface GlobalComponents {
    'per-pixel': new () => PerPixelElement & {
      /** For templates alone: no such thing is on the element. */
      $props: HTMLAttributes & PerPixelProperties & Listeners & PublicProps;
      $emit: EmitFn<{ [Name in keyof PerPixelEventMap]: (event: PerPixelEventMap[Name]) => void }>;
    };
  }
}
`;
