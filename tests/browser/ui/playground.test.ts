import { describe, expect, it, vi } from 'vitest';
import '../../../src/perpixel.ts';
import type { Playground } from '../../../src/apps/playground/playground.ts';
import '../../../src/apps/playground/playground.ts';
import { OVERLAYS } from '../../../src/core/view/overlay.ts';
import { expectAccessible, find, findAll, mount, textIn } from './fixture.ts';

/** With an element that has nothing to look at: what is chosen is what counts here. */
async function playground(): Promise<{ page: Playground; viewer: HTMLElementTagNameMap['per-pixel'] }> {
  const page = await mount('pp-playground');
  const viewer = document.createElement('per-pixel');
  page.append(viewer);
  await vi.waitFor(() => expect(findAll(page, 'form')).toHaveLength(1));
  return { page, viewer };
}

async function choose(page: Playground, selector: string, value: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLSelectElement>(page, selector);
  field.value = value;
  field.dispatchEvent(new Event(field.type === 'range' ? 'input' : 'change', { bubbles: true }));
  await page.updateComplete;
}

/** Cameras have ids once one may be used. */
async function cameraId(): Promise<string> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  track?.stop();
  return track?.getSettings().deviceId ?? '';
}

describe('the playground', () => {
  it('sets what is chosen, and writes the line that makes it', async () => {
    const { page, viewer } = await playground();
    await choose(page, 'select[name=overlay]', 'outline');
    await choose(page, 'select[name=model]', 'selfie');
    await choose(page, 'input[name=opacity]', '0.8');
    find(page, 'input[name=controls]').click();
    await vi.waitFor(() =>
      expect(textIn(page, 'pre')).toContain(
        '<per-pixel model="selfie" overlay="outline" opacity="0.8" controls></per-pixel>',
      ),
    );
    expect([viewer.overlay, viewer.model, viewer.opacity, viewer.controls]).toEqual(['outline', 'selfie', 0.8, true]);
  });

  it('asks the function for maps, of the size and type that is chosen', async () => {
    const { page } = await playground();
    find(page, 'input[name=target][value=js]').click();
    await vi.waitFor(() => expect(findAll(page, '.call')).toHaveLength(1));
    find(page, 'input[name=output][value=entropy]').click();
    await choose(page, 'select[name=at]', 'model');
    await choose(page, 'select[name=type]', 'uint8');
    find(page, 'input[name=into]').click();
    await vi.waitFor(() =>
      expect(textIn(page, 'pre')).toContain("{ outputs: ['entropy'], at: 'model', type: 'uint8', into: result }"),
    );
    await expectAccessible(page);
    find(page, 'input[name=target][value=html]').click();
    await vi.waitFor(() => expect(findAll(page, '.call')).toEqual([]));
  });

  it('takes a folder and a camera, and writes them down; of a file of one’s own nothing', async () => {
    const { page, viewer } = await playground();
    await choose(page, 'input[name=assets]', '/perpixel/');
    expect(findAll(page, 'select[name=device]')).toEqual([]);
    // one that there is: in place of another one the element takes what it finds, and says which
    const id = await cameraId();
    Object.assign(viewer, { source: 'camera', device: id });
    await vi.waitFor(() => expect(find<HTMLSelectElement>(page, 'select[name=device]').value).toBe(id));
    await vi.waitFor(() =>
      expect(textIn(page, 'pre')).toContain(`<per-pixel source="camera" device="${id}" assets="/perpixel/"`),
    );
    // one that opens: where it does not, the camera goes on
    const canvas = new OffscreenCanvas(16, 16);
    canvas.getContext('2d')?.fillRect(0, 0, 16, 16);
    viewer.source = URL.createObjectURL(await canvas.convertToBlob());
    await vi.waitFor(() => expect(textIn(page, 'pre')).toContain('<per-pixel assets="/perpixel/"></per-pixel>'));
  });

  it('follows what is changed on the element itself', async () => {
    const { page, viewer } = await playground();
    viewer.overlay = 'blur';
    viewer.refine = { minRegion: 24 };
    await vi.waitFor(() => expect(find<HTMLSelectElement>(page, 'select[name=overlay]').value).toBe('blur'));
    // nothing lies over the picture that could be seen through
    expect(find<HTMLInputElement>(page, 'input[name=opacity]').disabled).toBe(true);
    find(page, 'input[value=react]').click();
    await vi.waitFor(() => expect(textIn(page, 'pre')).toContain('overlay="blur" refine={{ minRegion: 24 }} />'));
  });

  it('offers every overlay that there is, and a second run for the one that compares', async () => {
    const { page, viewer } = await playground();
    const offered = findAll(page, 'select[name=overlay] option') as HTMLOptionElement[];
    expect(offered.map(({ value }) => value)).toEqual(OVERLAYS);
    await choose(page, 'select[name=overlay]', 'disagreement');
    await vi.waitFor(() => expect([viewer.overlay, viewer.mirror]).toEqual(['disagreement', true]));
  });

  it('has nothing that keeps anybody out', async () => {
    const { page } = await playground();
    // as long as it is, over nothing that lies below it
    page.parentElement?.style.setProperty('height', 'auto');
    find<HTMLDetailsElement>(page, 'details').open = true;
    await expectAccessible(page);
  });
});
