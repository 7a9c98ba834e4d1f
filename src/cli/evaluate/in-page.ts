/** Functions that run in the page: each is sent there as text, so it may use nothing but its argument and the page. */
import type { Instance } from '../../core/instances/instance.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import type { Segmenter } from '../../perpixel.ts';
import type { Variant } from './task.ts';

declare global {
  /** In the page: the segmenter of each variant. */
  var segmenters: Partial<Record<Variant, Segmenter>>;
}

export interface Opening {
  readonly library: string;
  readonly model: string;
  /** The manifest's address where `model` is not bundled. */
  readonly manifest: string | null;
  readonly backend: 'wasm' | 'webgpu' | 'auto';
  readonly runtime: RuntimeChoice;
  readonly refine: RefineOptions | null;
  readonly variants: readonly Variant[];
}

export interface OpenedModel {
  readonly id: string;
  readonly sha256: string;
  readonly backend: string;
  readonly classes: readonly { readonly name: string; readonly colour: string; readonly thing: boolean }[];
  /** The value that means the first class in label images. */
  readonly labelsStart: number;
}

export async function open({
  library,
  model,
  manifest,
  backend,
  runtime,
  refine,
  variants,
}: Opening): Promise<OpenedModel> {
  const { createSegmenter } = (await import(library)) as typeof import('../../perpixel.ts');
  globalThis.segmenters = {};
  for (const variant of variants) {
    globalThis.segmenters[variant] = await createSegmenter({
      model: manifest ? new URL(manifest) : model,
      backend,
      runtime,
      ...(variant === 'raw' ? { refine: false } : refine ? { refine } : {}),
    });
  }
  const first = globalThis.segmenters[variants[0]!]!;
  return {
    id: first.model.id,
    sha256: first.model.sha256,
    backend: first.backend,
    classes: first.model.classes.map(({ name, colour, thing }) => ({ name, colour, thing })),
    labelsStart: first.model.labelsStart,
  };
}

/** The sizes of images, or null for what the browser cannot read. */
export async function measure(addresses: readonly string[]): Promise<({ width: number; height: number } | null)[]> {
  const sizes = [];
  for (const address of addresses) {
    const response = await fetch(address);
    const bitmap = await createImageBitmap(await response.blob()).catch(() => null);
    sizes.push(bitmap && { width: bitmap.width, height: bitmap.height });
    bitmap?.close();
  }
  return sizes;
}

/** One labelled image, in base64: the one thing every driver of browsers carries. */
export interface PageLabels {
  /** height × width ids of `idBytes` each, little-endian. */
  readonly labels: string;
  readonly idBytes: number;
  /** height × width float32, little-endian. */
  readonly confidence: string;
  /** height × width ids of 32 bits, little-endian: class · 1000 + thing; empty where none were wanted. */
  readonly panoptic: string;
  readonly instances: readonly Instance[];
}

export interface Segmenting {
  readonly address: string;
  readonly variant: Variant;
  /** Whether things are to be told apart. */
  readonly panoptic: boolean;
}

export async function segment({ address, variant, panoptic }: Segmenting): Promise<PageLabels> {
  const response = await fetch(address);
  const {
    labelMap,
    confidence,
    panopticMap,
    instances = [],
  } = await globalThis.segmenters[variant]!.segment(await response.blob(), {
    outputs: panoptic ? ['confidence', 'panoptic', 'instances'] : ['confidence'],
  });
  return {
    labels: base64(labelMap),
    idBytes: labelMap.BYTES_PER_ELEMENT,
    confidence: base64(confidence!),
    panoptic: panopticMap ? base64(panopticMap) : '',
    instances,
  };

  function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  }
}

export interface SheetRow {
  readonly caption: string;
  readonly address: string;
  readonly width: number;
  readonly height: number;
  /** height × width ids of 16 bits, little-endian, in base64, in the colours' order; others are void. */
  readonly truth: string;
  readonly labels: string;
}

/** A picture of frames: image, truth and labels side by side under a caption. @returns PNG in base64 */
export async function drawSheet({ rows, colours }: { rows: SheetRow[]; colours: string[] }): Promise<string> {
  const [gap, head] = [8, 26];
  const shown = rows.map(({ width, height }) => ({ width: 480, height: Math.round((480 * height) / width) }));
  const canvas = new OffscreenCanvas(
    3 * (480 + gap) + gap,
    shown.reduce((y, { height }) => y + head + height + gap, 0),
  );
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#14171c';
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = 0;
  for (const [index, row] of rows.entries()) {
    const { width, height } = shown[index]!;
    context.fillStyle = '#e8eaed';
    context.font = '14px sans-serif';
    context.fillText(row.caption, gap, y + 18);
    const response = await fetch(row.address);
    const pictures = [
      await createImageBitmap(await response.blob()),
      await map(row, row.truth),
      await map(row, row.labels),
    ];
    context.imageSmoothingEnabled = true;
    pictures.forEach((picture, column) => {
      context.drawImage(picture, gap + column * (width + gap), y + head, width, height);
      picture.close();
    });
    y += head + height + gap;
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);

  function map({ width, height }: SheetRow, ids: string): Promise<ImageBitmap> {
    const image = new ImageData(width, height);
    const words = new Uint32Array(image.data.buffer);
    const palette = colours.map((colour) => {
      const rgb = Number.parseInt(colour.slice(1), 16);
      return 0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
    });
    const bytes = atob(ids);
    for (let i = 0; i < words.length; i += 1) {
      words[i] = palette[bytes.charCodeAt(2 * i) | (bytes.charCodeAt(2 * i + 1) << 8)] ?? 0xff000000;
    }
    return createImageBitmap(image);
  }
}

export function close(): void {
  for (const segmenter of Object.values(globalThis.segmenters)) segmenter.close();
}
