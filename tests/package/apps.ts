import type { App } from './app.ts';
import { anotherOrigin, esbuild, importMap, parcel, rollup, rspack, webpack } from './apps/bundlers.ts';
import { viteLiteRt } from './apps/litert.ts';
import { next, nextWebpack } from './apps/next.ts';
import { vite7, viteDevelop, viteElement, viteReact, viteSegmenter, viteSvelte, viteVue } from './apps/vite.ts';

export const APPS: readonly App[] = [
  viteSegmenter,
  viteElement,
  viteReact,
  viteVue,
  viteSvelte,
  ...viteDevelop,
  vite7,
  viteLiteRt,
  webpack,
  rspack,
  next,
  nextWebpack,
  rollup,
  esbuild,
  parcel,
  importMap,
  anotherOrigin,
];
