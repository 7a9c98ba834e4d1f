import { transfer } from 'comlink';
import { can } from '../../src/platform/capabilities.ts';
import type { StreetApi, StreetFrame, StreetOptions } from '../../src/protocol/street.ts';
import { unsupported } from '../../src/platform/unsupported.ts';
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

/** The graphics process died, and the browser gives no other one. */
class StreetLost extends Error {
  readonly code = 'street-unavailable';

  constructor() {
    super('The street cannot be drawn: the browser lost its graphics. Try again, or open a camera or a video instead.');
    this.name = 'StreetLost';
  }
}

/** Milliseconds that a browser may take to give a lost context back. */
const RESTORED_WITHIN = 5000;

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
  #canvas: OffscreenCanvas | undefined;
  #context: WebGL2RenderingContext | undefined;
  #picture: Picture | undefined;
  #scene: StreetScene | undefined;

  open(options: StreetOptions): Promise<void> {
    return this.close().then(() => {
      if (!can('offscreenCanvas')) throw unsupported('offscreenCanvas');
      const canvas = new OffscreenCanvas(options.width, options.height);
      const software = inSoftware();
      const context = canvas.getContext('webgl2', {
        antialias: options.antialias ?? !software,
        stencil: true,
        alpha: false,
        depth: true,
      });
      if (!context) throw new StreetUnavailable();
      this.#canvas = canvas;
      this.#context = context;
      this.#scene = new StreetScene(canvas, context, options);
      this.#picture = software ? pictureInMemory(canvas, context) : pictureOnGpu(canvas);
    });
  }

  /** A lost context is waited for: a frame of it would be blank. */
  async render(seconds: number, withLabels: boolean): Promise<StreetFrame> {
    if (this.#canvas && this.#context?.isContextLost()) await restored(this.#canvas);
    const picture = this.#picture,
      scene = this.#scene;
    if (!picture || !scene) throw new Error('no street is open: call open() first');
    scene.render(seconds);
    const frame = picture(Math.round(seconds * 1e6));
    if (!withLabels) return transfer({ frame, labels: null, instances: null, seconds }, [frame]);
    const { classes: labels, instances } = scene.labels();
    return transfer({ frame, labels, instances, seconds }, [frame, labels.buffer, instances.buffer]);
  }

  close(): Promise<void> {
    this.#scene?.destroy();
    this.#scene = this.#picture = this.#context = this.#canvas = undefined;
    return Promise.resolve();
  }
}

/** three.js hears of it first, and makes its textures and programs anew. */
function restored(canvas: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new StreetLost()), RESTORED_WITHIN);
    canvas.addEventListener(
      'webglcontextrestored',
      () => {
        clearTimeout(limit);
        resolve();
      },
      { once: true },
    );
  });
}
