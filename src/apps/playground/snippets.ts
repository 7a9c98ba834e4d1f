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

function js(chosen: Chosen): string {
  const options = entries(chosen)
    .filter(([name]) => SEGMENTER.some((each) => each === name))
    .map(([name, value]) => `${name}: ${literal(value)}`);
  const line = `const segmenter = await createSegmenter(${options.length > 0 ? `{ ${options.join(', ')} }` : ''});`;
  const call =
    line.length <= WIDEST ? line : `const segmenter = await createSegmenter({\n  ${options.join(',\n  ')},\n});`;
  return `import { createSegmenter } from 'perpixel';

${call}
const video = document.querySelector('video');
if (video) {
  const { labelMap, shares, width, height } = await segmenter.segment(video);
}`;
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
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${literal(each)}`)
    .join(', ')} }`;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
