const contexts = new WeakMap<OffscreenCanvas, OffscreenCanvasRenderingContext2D | GPUCanvasContext>();

/**
 * A canvas's context, kept with it for whoever draws on it next: another model, another device, the next frame. Firefox
 * throws when a canvas that came from a page is asked for its context again.
 * @param settings count the first time, as the browser has it
 * @returns null where the canvas has a context of another kind, or gives none
 */
export function context2d(
  canvas: OffscreenCanvas,
  settings?: { readonly alpha?: boolean },
): OffscreenCanvasRenderingContext2D | null {
  const context = contexts.get(canvas) ?? kept(canvas, canvas.getContext('2d', settings));
  return context && 'drawImage' in context ? context : null;
}

/** The same for a graphics device; configure it anew for each. */
export function contextWebGpu(canvas: OffscreenCanvas): GPUCanvasContext | null {
  const context = contexts.get(canvas) ?? kept(canvas, canvas.getContext('webgpu') as GPUCanvasContext | null);
  return context && 'configure' in context ? context : null;
}

function kept<T extends OffscreenCanvasRenderingContext2D | GPUCanvasContext>(
  canvas: OffscreenCanvas,
  context: T | null,
): T | null {
  if (context) contexts.set(canvas, context);
  return context;
}
