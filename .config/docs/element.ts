import { describeElement } from '../elements/manifest.ts';
import type { ElementDeclaration } from '../elements/schema.ts';

/** Every attribute, property, method, event, slot, part and style property of the element, from its manifest. */
export async function elementPage(root: string): Promise<string> {
  return pageOf(await describeElement(root));
}

function pageOf(element: ElementDeclaration): string {
  const { attributes, members, events, slots, cssParts, cssProperties } = element;
  const properties = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return `# All of \`<per-pixel>\`

Made from the element's own manifest, which comes with the package as \`perpixel/custom-elements.json\`. [The element](element.html) says how they belong together.

${table(
  'Attributes',
  ['attribute', 'type', ''],
  attributes.map(({ name, type, description }) => [code(name), typed(type), words(description)]),
)}
${table(
  'Properties',
  ['property', 'type', ''],
  properties.map(({ name, type, readonly, description }) => [
    code(name),
    typed(type),
    `${readonly ? 'Read only. ' : ''}${words(description)}`,
  ]),
)}
${table(
  'Methods',
  ['method', 'gives', ''],
  methods.map(({ name, parameters = [], return: result, description }) => [
    code(`${name}(${parameters.map((each) => each.name).join(', ')})`),
    typed(result?.type),
    words(description),
  ]),
)}
${table(
  'Events',
  ['event', 'type', ''],
  events.map(({ name, type, description }) => [code(name), typed(type), words(description)]),
)}
${table(
  'Slots',
  ['slot', ''],
  slots.map(({ name, description }) => [name ? code(name) : 'without a name', words(description)]),
)}
${table(
  'Parts',
  ['part', ''],
  cssParts.map(({ name, description }) => [code(name), words(description)]),
)}
${table(
  'Style properties',
  ['property', ''],
  cssProperties.map(({ name, description }) => [code(name), words(description)]),
)}
`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `## ${title}\n\n${lines.join('\n')}\n`;
}

function typed(type: { readonly text: string } | undefined): string {
  return type ? code(type.text) : '';
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function words(text = ''): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
