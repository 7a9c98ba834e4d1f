import { afterEach, describe, expect, it, vi } from 'vitest';
import { StreetScene } from '../../../workers/street/scene.ts';
import { Street } from '../../../workers/street/street.ts';

const SIZE = { width: 64, height: 36 };

function createScene(seed: number): { scene: StreetScene; context: WebGL2RenderingContext } {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('webgl2', { stencil: true });
  if (!context) throw new Error('this browser has no WebGL 2');
  return { scene: new StreetScene(canvas, context, { seed, ...SIZE }), context };
}

describe("the street's scene", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('drives on without growing', { timeout: 180_000 }, () => {
    const { scene } = createScene(2);
    // A mesh reaches the GPU when it is first seen: once round the pool, and all of them are there.
    for (let i = 0; i < 30; i++) {
      scene.render(i * 3);
      if (i % 4 === 0) scene.labels();
    }
    const before = scene.memory();
    for (let i = 0; i < 100; i++) {
      scene.render(90 + i * 1.5);
      if (i % 20 === 0) scene.labels();
    }
    expect(scene.memory()).toEqual(before);
    scene.destroy();
  });

  it('frees what it made', () => {
    const { scene, context } = createScene(2);
    scene.render(1);
    scene.labels();
    scene.destroy();
    expect(scene.memory()).toEqual({ geometries: 0, textures: 0, programs: 0 });
    expect(context.isContextLost()).toBe(true);
  });

  it('rejects with a code and a remedy where WebGL 2 cannot be had', async () => {
    const { getContext } = OffscreenCanvas.prototype;
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(function (
      this: OffscreenCanvas,
      kind: string,
    ) {
      return kind === 'webgl2' ? null : getContext.call(this, kind as '2d');
    } as typeof getContext);
    const opening = new Street().open({ seed: 1, ...SIZE });
    await expect(opening).rejects.toMatchObject({ code: 'street-unavailable' });
    await expect(opening).rejects.toThrow(/hardware acceleration/);
  });

  it('may be closed twice, and before it was opened', async () => {
    const street = new Street();
    await street.close();
    await street.open({ seed: 1, ...SIZE });
    await street.close();
    await expect(street.close()).resolves.toBeUndefined();
  });
});
