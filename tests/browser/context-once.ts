/** A canvas whose context can be had once, as Firefox has it for those that came from a page. */
export function contextOnce(canvas: OffscreenCanvas): OffscreenCanvas {
  let given = false;
  canvas.getContext = ((kind: OffscreenRenderingContextId, settings?: unknown) => {
    if (given) throw new DOMException('Cannot update created context to different thread', 'InvalidStateError');
    given = true;
    return OffscreenCanvas.prototype.getContext.call(canvas, kind, settings);
  }) as OffscreenCanvas['getContext'];
  return canvas;
}
