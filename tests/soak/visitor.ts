declare global {
  /** Whether the camera films the person of its film, or an empty room. */
  var someoneThere: boolean | undefined;
}

/**
 * For `addInitScript`: a camera whose person comes and goes when told to. The stream is the real one's, drawn on a canvas;
 * while nobody is there the canvas shows a wall.
 */
export const VISITED_CAMERA = `
  globalThis.someoneThere = true;
  const openCamera = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let filming;
  async function film() {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = await openCamera({ video: true });
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext('2d');
    setInterval(() => {
      context.fillStyle = '#8d8a84';
      if (someoneThere) context.drawImage(video, 0, 0);
      else context.fillRect(0, 0, canvas.width, canvas.height);
    }, 33);
    return canvas;
  }
  navigator.mediaDevices.getUserMedia = async () => (await (filming ??= film())).captureStream(30);
`;

/** In the page: the visitor goes. Resolves when the attract loop has a labelled picture; null: not within `limit` milliseconds. */
export async function leave(limit: number): Promise<number | null> {
  globalThis.someoneThere = false;
  const began = performance.now();
  while (!document.querySelector('per-pixel.attract.shown')) {
    if (performance.now() - began > limit) return null;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - began;
}

/** In the page: a visitor comes. Milliseconds until they see themselves: the state is live and the loop fades; null: not in `limit`. */
export async function comeBack(limit: number): Promise<number | null> {
  globalThis.someoneThere = true;
  const began = performance.now();
  const seesThemselves = (): boolean =>
    document.querySelector('per-pixel')?.kioskState === 'live' && !document.querySelector('per-pixel.attract.shown');
  while (!seesThemselves()) {
    if (performance.now() - began > limit) return null;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - began;
}
