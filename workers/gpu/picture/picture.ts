import { within, type Size } from '../../../src/core/geometry/fit.ts';
import { isVideoFrame, shownSize, type StreamFrame } from '../../../src/platform/stream-frame.ts';
import externalCode from './external.wgsl?raw';
import textureCode from './texture.wgsl?raw';

/** How a shader sees the picture: where it lies, or as a texture it was copied to. */
export interface PictureKind {
  readonly name: 'external' | 'texture';
  /** Declares group 1 and `picture_texel`; goes in front of a shader. */
  readonly code: string;
  readonly layout: GPUBindGroupLayout;
}

/** A frame that shaders can read until it is closed. */
export interface BoundPicture {
  readonly kind: PictureKind;
  /**
   * Its bind group, for commands that are submitted in this same task: an external texture may expire with the task that
   * imported it.
   */
  group(): GPUBindGroup;
  /** Texels. */
  readonly size: Size;
  /** Copies of the whole picture that were made. */
  readonly copies: number;
}

export interface Pictures {
  readonly texture: PictureKind;
  /** What the next picture is likely to be. */
  readonly likely: PictureKind;
  bind(frame: StreamFrame): Promise<BoundPicture>;
  destroy(): void;
}

/**
 * Brings video frames to shaders. External textures are read where they lie; what cannot be one (an adapter that does not
 * import frames, a frame that is turned, not shown pixel by pixel or larger than a texture may be) is copied to a texture at its size as shown.
 */
export function createPictures(device: GPUDevice): Pictures {
  const layout = (name: string, entry: Omit<GPUBindGroupLayoutEntry, 'binding' | 'visibility'>): GPUBindGroupLayout =>
    device.createBindGroupLayout({
      label: `Picture.${name}`,
      entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE | GPUShaderStage.FRAGMENT, ...entry }],
    });
  // Firefox has none, and no layout for them either
  const external: PictureKind | null =
    'importExternalTexture' in device
      ? { name: 'external', code: externalCode, layout: layout('external', { externalTexture: {} }) }
      : null;
  const texture: PictureKind = { name: 'texture', code: textureCode, layout: layout('texture', { texture: {} }) };
  let copy: { readonly texture: GPUTexture; readonly group: GPUBindGroup } | null = null;
  /** A browser hands the same external texture out for the same frame as long as it lasts. */
  let imported: { readonly resource: GPUExternalTexture; readonly group: GPUBindGroup } | null = null;
  let imports = external !== null;
  /** An adapter that took one frame takes the next: asking each time would cost a round trip. */
  let proven = false;
  let takesFrames = true;
  const copies = new Set<'frame' | 'bitmap'>();

  return {
    texture,
    get likely() {
      return imports && external ? external : texture;
    },
    async bind(frame) {
      if (imports && external && isVideoFrame(frame) && isPlain(frame) && isTexture(frame)) {
        const bound = await importFrame(frame, external);
        if (bound) return bound;
        imports = false;
      }
      return copyFrame(frame);
    },
    destroy() {
      copy?.texture.destroy();
      copy = null;
    },
  };

  /** Null where the adapter does not take frames. It says so with an exception or with a validation error. */
  async function importFrame(frame: VideoFrame, kind: PictureKind): Promise<BoundPicture | null> {
    if (proven) return bindExternal(frame, kind);
    device.pushErrorScope('validation');
    let bound: BoundPicture | null = null;
    try {
      bound = bindExternal(frame, kind);
    } catch {
      bound = null;
    }
    proven = (await device.popErrorScope()) === null && bound !== null;
    return proven ? bound : null;
  }

  function bindExternal(frame: VideoFrame, kind: PictureKind): BoundPicture {
    groupOf(frame, kind);
    return { kind, group: () => groupOf(frame, kind), size: visibleSize(frame), copies: 0 };
  }

  function groupOf(frame: VideoFrame, kind: PictureKind): GPUBindGroup {
    const resource = device.importExternalTexture({ label: 'Picture.external', source: frame });
    if (imported?.resource === resource) return imported.group;
    const group = device.createBindGroup({
      label: 'Picture.external',
      layout: kind.layout,
      entries: [{ binding: 0, resource }],
    });
    imported = { resource, group };
    return group;
  }

  async function copyFrame(frame: StreamFrame): Promise<BoundPicture> {
    const shown = shownSize(frame);
    const size = within(shown, device.limits.maxTextureDimension2D);
    const { texture: target, group } = room(size);
    const whole = size.width === shown.width && isPlain(frame);
    if (takesFrames && whole) {
      takesFrames = await copied(frame, target, size);
      if (takesFrames) return { kind: texture, group: () => group, size, copies: 1 };
    }
    // Firefox takes bitmaps alone; one that is resized, be it to its own size, takes it up to three times as long
    const bitmap = whole
      ? await createImageBitmap(frame)
      : await createImageBitmap(frame, { resizeWidth: size.width, resizeHeight: size.height });
    try {
      if (!(await copied(bitmap, target, size))) throw new Error('No picture could be brought to the graphics device.');
    } finally {
      bitmap.close();
    }
    return { kind: texture, group: () => group, size, copies: 2 };
  }

  function isTexture(frame: VideoFrame): boolean {
    const { width, height } = visibleSize(frame);
    return Math.max(width, height) <= device.limits.maxTextureDimension2D;
  }

  async function copied(source: StreamFrame, target: GPUTexture, size: Size): Promise<boolean> {
    const kind = isVideoFrame(source) ? 'frame' : 'bitmap';
    if (copies.has(kind)) {
      device.queue.copyExternalImageToTexture({ source }, { texture: target }, size);
      return true;
    }
    device.pushErrorScope('validation');
    let sent = true;
    try {
      device.queue.copyExternalImageToTexture({ source }, { texture: target }, size);
    } catch {
      sent = false;
    }
    const works = (await device.popErrorScope()) === null && sent;
    if (works) copies.add(kind);
    return works;
  }

  function room({ width, height }: Size): { texture: GPUTexture; group: GPUBindGroup } {
    if (copy?.texture.width === width && copy.texture.height === height) return copy;
    copy?.texture.destroy();
    const made = device.createTexture({
      label: 'Picture.copy',
      size: { width, height },
      format: 'rgba8unorm',
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | GPUTextureUsage.RENDER_ATTACHMENT,
    });
    const group = device.createBindGroup({
      layout: texture.layout,
      entries: [{ binding: 0, resource: made.createView() }],
    });
    copy = { texture: made, group };
    return copy;
  }
}

/** Chromium tells how a phone was held; TypeScript does not know yet. */
type Turned = VideoFrame & { readonly rotation?: number; readonly flip?: boolean };

function isPlain(frame: StreamFrame): boolean {
  return !isVideoFrame(frame) || isAsShown(frame);
}

function isAsShown(frame: Turned): boolean {
  const { width, height } = visibleSize(frame);
  return !frame.rotation && !frame.flip && width === frame.displayWidth && height === frame.displayHeight;
}

function visibleSize(frame: VideoFrame): Size {
  const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
  return { width, height };
}
