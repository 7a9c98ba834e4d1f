import { afterEach } from 'vitest';
import { createSegmenter, type Segmenter, type SegmenterOptions } from '../../../src/perpixel.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

/** What a test says about its model; the rest of the manifest is filled in. */
export type ModelParts = Pick<SemanticManifest, 'input' | 'classes'> & Partial<SemanticManifest>;

const open: Segmenter[] = [];
const addresses: string[] = [];

afterEach(() => {
  open.splice(0).forEach((segmenter) => segmenter.close());
  addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));
});

/** A segmenter on the CPU that is closed after the test. */
export async function segmenterFor(model: NonNullable<SegmenterOptions['model']>): Promise<Segmenter> {
  const segmenter = await createSegmenter({ model, backend: 'wasm', refine: false });
  open.push(segmenter);
  return segmenter;
}

/** A manifest for an ONNX file in memory. */
export async function manifestFor(onnx: Uint8Array<ArrayBuffer>, parts: ModelParts): Promise<SemanticManifest> {
  return { ...(await fileParts(onnx)), ...parts };
}

/** What a manifest of any task says of an ONNX file in memory. */
export async function fileParts(onnx: Uint8Array<ArrayBuffer>) {
  return {
    id: 'own',
    title: 'A model of one’s own',
    licence: 'Apache-2.0',
    origin: 'this test',
    file: addressOf(onnx),
    sha256: await sha256(onnx),
    bytes: onnx.length,
  };
}

/** An address under which the worker can fetch `content` until the test ends. */
export function addressOf(content: BlobPart, type = 'application/octet-stream'): string {
  const address = URL.createObjectURL(new Blob([content], { type }));
  addresses.push(address);
  return address;
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** So many classes whose names do not matter. */
export function classes(count: number): SemanticManifest['classes'] {
  return Array.from({ length: count }, (_, id) => ({ id, name: `class ${id}`, colour: `#0000${id}0` }));
}

export type Rgb = readonly [number, number, number];

/** A picture whose pixel (x, y) has the colour that `colourAt` says. */
export function picture(width: number, height: number, colourAt: (x: number, y: number) => Rgb): ImageData {
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    image.data.set([...colourAt(i % width, Math.floor(i / width)), 255], i * 4);
  }
  return image;
}
