import { optionsOf, PLAIN_CALL, type Call } from './call.ts';
import type { Chosen } from './settings.ts';

/** How a choice is written down elsewhere. */
export const TARGETS = {
  html: { label: 'HTML', language: 'html', write: html },
  js: { label: 'JavaScript', language: 'js', write: js },
  react: { label: 'React', language: 'tsx', write: react },
  vue: { label: 'Vue', language: 'vue', write: vue },
  svelte: { label: 'Svelte', language: 'svelte', write: svelte },
} as const;
export type Target = keyof typeof TARGETS;

export function isTarget(value: unknown): value is Target {
  return typeof value === 'string' && Object.hasOwn(TARGETS, value);
}

/** What `createSegmenter` takes too; the rest is for who draws. */
const SEGMENTER = ['model', 'backend', 'runtime', 'assets', 'refine', 'mirror', 'ensemble'] as const;

/** Longer lines are broken. */
const WIDEST = 80;

function html(chosen: Chosen): string {
  const attributes = entries(chosen).map(([name, value]) => {
    if (value === true) return name;
    if (name === 'refine') return value === false ? 'refine="off"' : `refine='${JSON.stringify(value)}'`;
    return `${name}="${quoted(String(value))}"`;
  });
  return `<script type="module">
  import 'perpixel/elements';
</script>

${tag(attributes, '></per-pixel>')}`;
}

/** @param call of the function, which draws nothing */
function js(chosen: Chosen, call: Call = PLAIN_CALL): string {
  const options = entries(chosen)
    .filter(([name]) => SEGMENTER.some((each) => each === name))
    .map(([name, value]) => `${name}: ${literal(value)}`);
  const line = `const segmenter = await createSegmenter(${options.length > 0 ? `{ ${options.join(', ')} }` : ''});`;
  const opening =
    line.length <= WIDEST ? line : `const segmenter = await createSegmenter({\n  ${options.join(',\n  ')},\n});`;
  return `import { createSegmenter } from 'perpixel';

${opening}
const video = document.querySelector('video');
if (video) {
${calling(call)}
}`;
}

function calling(call: Call): string {
  const options = optionsOf(call);
  const results = call.outputs.map((name) => (name === 'panoptic' ? 'panopticMap' : name));
  const names = `{ ${['labelMap', ...results, 'shares', 'width', 'height'].join(', ')} }`;
  const segment = (given: object): string => {
    const wanted = Object.keys(given).length > 0 ? `, ${literal(given)}` : '';
    return `await segmenter.segment(video${wanted});`;
  };
  if (!call.into) return `  const ${names} = ${segment(options)}`;
  const again = segment({ ...options, into: 0 }).replace('into: 0', 'into: result');
  return `  let result = ${segment(options)}
  const ${names} = result;
  // once they are done with: the next frame’s maps, in the same memory
  result = ${again}`;
}

function react(chosen: Chosen): string {
  return `import { PerPixel } from 'perpixel/react';

export function Viewer() {
  return ${tag(braced(chosen), ' />', 'PerPixel').replaceAll('\n', '\n  ')};
}`;
}

function vue(chosen: Chosen): string {
  const attributes = entries(chosen).map(([name, value]) => {
    if (value === true) return name;
    return typeof value === 'string' ? `${name}="${quoted(value)}"` : `:${name}="${literal(value)}"`;
  });
  return `<script setup>
import 'perpixel/elements';
</script>

<template>
  ${tag(attributes, ' />').replaceAll('\n', '\n  ')}
</template>`;
}

function svelte(chosen: Chosen): string {
  return `<script>
  import 'perpixel/elements';
</script>

${tag(braced(chosen), '></per-pixel>')}`;
}

function braced(chosen: Chosen): string[] {
  return entries(chosen).map(([name, value]) => {
    if (value === true) return name;
    return typeof value === 'string' ? `${name}="${quoted(value)}"` : `${name}={${literal(value)}}`;
  });
}

function entries(chosen: Chosen): [string, unknown][] {
  return Object.entries(chosen).filter(([, value]) => value !== '' && value !== undefined);
}

function tag(attributes: readonly string[], end: string, name = 'per-pixel'): string {
  const line = `<${name}${attributes.map((each) => ` ${each}`).join('')}${end}`;
  if (line.length <= WIDEST) return line;
  return `<${name}${attributes.map((each) => `\n  ${each}`).join('')}\n${end.trimStart()}`;
}

/** A value in JavaScript, as it is written by hand. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${literal(each)}`)
    .join(', ')} }`;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
