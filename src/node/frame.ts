import { fileURLToPath } from 'node:url';
import { PerPixelError } from '../core/errors/errors.ts';
import { checkFrame } from '../core/geometry/frame-budget.ts';
import { isOf } from '../core/options/kind.ts';
import type { RawFrame, ThreadFrame } from '../protocol/threads.ts';

/** Anything `segment()` takes in Node: an image file's path, address or bytes, or pixels. */
export type NodeFrame = string | URL | Uint8Array | Blob | RawFrame;

/** @throws PerPixelError `frame-invalid`, `frame-too-large` */
export async function threadFrame(frame: NodeFrame): Promise<ThreadFrame> {
  if (frame instanceof Uint8Array) return frame;
  if (isOf<URL>(frame, 'URL')) return pathOf(frame);
  if (typeof frame === 'string') return /^file:/i.test(frame) ? pathOf(new URL(frame)) : frame;
  if (isOf<Blob>(frame, 'Blob', 'File')) return new Uint8Array(await frame.arrayBuffer());
  if (isRaw(frame)) {
    const { data, width, height } = frame;
    checkFrame({ width, height });
    if (!(Number.isInteger(width) && Number.isInteger(height)))
      throw invalid(`The frame is ${width} × ${height} pixels`);
    if (data.length !== 4 * width * height) {
      throw invalid(
        data.length === 0
          ? 'The frame’s data is detached: its memory was handed over'
          : `The frame is ${width} × ${height} pixels, and its data holds ${data.length} bytes in place of ${4 * width * height}`,
      );
    }
    return { data, width, height };
  }
  throw invalid('This is no frame');
}

/** What may be handed over of a frame that its owner gives away. */
export function memoryOf(frame: ThreadFrame): ArrayBuffer[] {
  if (typeof frame === 'string') return [];
  const { buffer, byteLength } = frame instanceof Uint8Array ? frame : frame.data;
  // a small Buffer is a part of Node's own pool
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function isRaw(frame: unknown): frame is RawFrame {
  const { data, width, height } = (frame ?? {}) as Partial<RawFrame>;
  const bytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray;
  return bytes && typeof width === 'number' && typeof height === 'number';
}

function pathOf(address: URL): string {
  if (address.protocol === 'file:') return fileURLToPath(address);
  throw invalid(`${address.href.slice(0, 200)} is not fetched here`);
}

function invalid(problem: string): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    `${problem}.`,
    'Pass the path or the bytes of an image file, or { data, width, height } with RGBA.',
  );
}
