import { transfer } from 'comlink';
import type { StreetApi, StreetFrame, StreetOptions } from '../../src/shared/street-protocol.ts';
import { pictureInMemory, pictureOnGpu, type Picture } from './picture.ts';
import { StreetScene } from './scene.ts';

/** Rejects what the browser cannot draw, with the remedy. */
class StreetUnavailable extends Error {
  readonly code = 'street-unavailable';

  constructor(options?: ErrorOptions) {
    super(
      "The street needs WebGL 2. Turn on hardware acceleration in the browser's settings, or choose the camera or a video as the source.",
      options,
    );
    this.name = 'StreetUnavailable';
  }
}

/** What draws WebGL on the processor: Chromium's, Mesa's and Windows' own. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|microsoft basic render/i;

/** Whether WebGL runs without a GPU, by the name it gives itself. `failIfMajorPerformanceCaveat` does not tell reliably. */
function inSoftware(): boolean {
  const probe = new OffscreenCanvas(1, 1).getContext('webgl2');
  const info = probe?.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = info ? probe?.getParameter(info.UNMASKED_RENDERER_WEBGL) : undefined;
  probe?.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && SOFTWARE.test(name);
}

/** One drive at a time on a canvas of its own. */
export class Street implements StreetApi {
  #picture: Picture | undefined;
  #scene: StreetScene | undefined;

  open(options: StreetOptions): Promise<void> {
    return this.close().then(() => {
      const canvas = new OffscreenCanvas(options.width, options.height);
      const software = inSoftware();
      const context = canvas.getContext('webgl2', {
        antialias: options.antialias ?? !software,
        stencil: true,
        alpha: false,
        depth: true,
      });
      if (!context) throw new StreetUnavailable();
      this.#scene = new StreetScene(canvas, context, options);
      this.#picture = software ? pictureInMemory(context) : pictureOnGpu(canvas);
    });
  }

  render(seconds: number, withLabels: boolean): Promise<StreetFrame> {
    const picture = this.#picture,
      scene = this.#scene;
    if (!picture || !scene) return Promise.reject(new Error('no street is open: call open() first'));
    scene.render(seconds);
    const frame = picture(Math.round(seconds * 1e6));
    const labels = withLabels ? scene.labels() : null;
    return Promise.resolve(transfer({ frame, labels, seconds }, labels ? [frame, labels.buffer] : [frame]));
  }

  close(): Promise<void> {
    this.#scene?.destroy();
    this.#scene = this.#picture = undefined;
    return Promise.resolve();
  }
}
