import { expect, it } from 'vitest';
import { unwrap } from '../../src/core/errors/errors.ts';
import { DEFAULT_VIEW } from '../../src/core/view/view.ts';
import { needs } from './needs.ts';
import { halves, serve } from './gpu/service.ts';

/** The colour of a pixel in the left half, as #rrggbb. */
async function colourOf(snapshot: Blob): Promise<string> {
  const bitmap = await createImageBitmap(snapshot);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const [r = 0, g = 0, b = 0] = context.getImageData(5, 20, 1, 1).data;
  return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

it(
  'the newest view holds for the first frame after the model was opened anew, whenever it was set meanwhile',
  await needs('webGpu'),
  async () => {
    const { api, present } = await serve('tiny', false);
    unwrap(await api.setView({ ...DEFAULT_VIEW, opacity: 0 }));
    await present(await halves());
    expect(await colourOf(unwrap(await api.snapshot()))).toBe('#ff0000');
    const opened = new AbortController();
    const renewed = api.renew(true).finally(() => opened.abort());
    let opacity = 0;
    // one after the other, so that some come while a path for the new device is being made
    while (!opened.signal.aborted) {
      opacity = Math.min(0.9, opacity + 0.01);
      unwrap(await api.setView({ ...DEFAULT_VIEW, opacity }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    unwrap(await renewed);
    await present(await halves());
    const seen = await colourOf(unwrap(await api.snapshot()));
    unwrap(await api.setView({ ...DEFAULT_VIEW, opacity }));
    expect(opacity).toBeGreaterThan(0.02);
    expect(seen).toBe(await colourOf(unwrap(await api.snapshot())));
  },
);
