import { afterEach, describe, expect, it } from 'vitest';
import '../../../src/elements/backgrounds/backgrounds.ts';
import type { BackgroundsPanel } from '../../../src/elements/backgrounds/backgrounds.ts';
import { OwnFiles, ownFiles } from '../../../src/elements/backgrounds/own-files.ts';
import { picture } from '../models/own-model.ts';
import { expectAccessible, find, findAll, heard, mount, textIn } from './fixture.ts';

afterEach(async () => {
  for (const { id } of ownFiles.files) await ownFiles.remove(id);
});

const tiles = (panel: Element): HTMLInputElement[] => findAll(panel, 'input[type=radio]') as HTMLInputElement[];
const chosen = (panel: Element): string | undefined => tiles(panel).find(({ checked }) => checked)?.value;

async function png(name = 'room.png', width = 320, height = 100): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(
    picture(width, height, () => [200, 30, 60]),
    0,
    0,
  );
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
}

/** As a visitor picks it. */
function pick(panel: Element, file: File): void {
  const input = find(panel, 'input[type=file]') as HTMLInputElement;
  const picked = new DataTransfer();
  picked.items.add(file);
  input.files = picked.files;
  input.dispatchEvent(new Event('change'));
}

describe('the chooser of backgrounds', () => {
  it('asks for what is chosen, and shows it once it is confirmed; blurs have a strength', async () => {
    const panel: BackgroundsPanel = await mount('pp-backgrounds', { discs: true });
    const requests = heard('pp-request-background');
    expect(chosen(panel)).toBe('none');
    const choose = (value: string): void =>
      tiles(panel)
        .find((each) => each.value === value)
        ?.click();
    choose('hills');
    await panel.updateComplete;
    expect(requests.at(-1)).toEqual({ background: 'hills' });
    expect(chosen(panel)).toBe('none');
    panel.chosen = { kind: 'scene', scene: 'hills' };
    await panel.updateComplete;
    expect(chosen(panel)).toBe('hills');
    expect(findAll(panel, 'input[type=range]')).toEqual([]);
    choose('none');
    expect(requests.at(-1)).toEqual({ background: null });
    choose('#1f3a5f');
    choose('strong');
    expect(requests.slice(-2)).toEqual([{ background: '#1f3a5f' }, { background: 'blur 0.7' }]);
    panel.chosen = { kind: 'blur', strength: 0.7 };
    await panel.updateComplete;
    const strength = find(panel, 'input[type=range]') as HTMLInputElement;
    strength.value = '0.9';
    strength.dispatchEvent(new Event('input'));
    expect(requests.at(-1)).toEqual({ background: 'blur 0.9' });
    await expectAccessible(panel);
  });

  it('offers discs of light only where they can be had, and light on edges only before another background', async () => {
    const panel: BackgroundsPanel = await mount('pp-backgrounds', {});
    expect(tiles(panel).some(({ value }) => value === 'bokeh')).toBe(false);
    expect(findAll(panel, 'input[type=checkbox]')).toEqual([]);
    panel.chosen = { kind: 'scene', scene: 'city' };
    await panel.updateComplete;
    const requests = heard('pp-request-light-wrap');
    find(panel, 'input[type=checkbox]').click();
    expect(requests).toEqual([{ lightWrap: 0.5 }]);
  });

  it('keeps a file that was picked or dropped, shows it at once, and removes it again without showing the room', async () => {
    const panel: BackgroundsPanel = await mount('pp-backgrounds', {});
    const requests = heard('pp-request-background');
    const file = await png();
    pick(panel, file);
    await expect.poll(() => requests.length).toBe(1);
    const { background } = requests[0] as { background: File };
    expect(background).toBe(file);
    panel.chosen = { kind: 'file', file };
    await panel.updateComplete;
    expect(chosen(panel)).toBe(ownFiles.files[0]!.id);
    // another page, or the next visit
    const later = new OwnFiles();
    await later.load();
    expect(later.files.map(({ name, thumbnail }) => [name, thumbnail.slice(0, 15)])).toEqual([
      ['room.png', 'data:image/jpeg'],
    ]);
    expect(await later.files[0]!.file.arrayBuffer()).toEqual(await file.arrayBuffer());

    const dropped = new DataTransfer();
    dropped.items.add(await png('second.png'));
    find(panel, 'section').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }));
    await expect.poll(() => ownFiles.files.length).toBe(2);
    await expectAccessible(panel);

    find(panel, 'button[aria-label="Remove room.png"]').click();
    await expect.poll(() => ownFiles.files.map(({ name }) => name)).toEqual(['second.png']);
    expect(requests.at(-1)).toEqual({ background: 'studio' });
  });

  it.each([
    ['nothing at all', () => new File([], 'empty.png', { type: 'image/png' }), /empty/],
    ['no picture', () => new File(['hello'], 'letter.png', { type: 'image/png' }), /Use a PNG, JPEG/],
  ])('says what is wrong with a file that is %s, and keeps nothing of it', async (_, make, words) => {
    const panel: BackgroundsPanel = await mount('pp-backgrounds', { chosen: { kind: 'scene', scene: 'hills' } });
    const requests = heard('pp-request-background');
    pick(panel, make());
    await expect.poll(() => textIn(panel, '.note')).toMatch(words);
    expect(requests).toEqual([]);
    expect(ownFiles.files).toEqual([]);
    expect(chosen(panel)).toBe('hills');
  });
});

describe('a file of the visitor’s', () => {
  const failing = (error: unknown): OwnFiles => {
    const own = new OwnFiles('perpixel-test-full');
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw error;
    };
    restore = () => (IDBObjectStore.prototype.put = put);
    return own;
  };
  let restore: () => void = () => undefined;
  afterEach(() => restore());

  it('lasts as long as the page where the browser has no room, or keeps nothing, and says so with what helps', async () => {
    const own = failing(new DOMException('', 'QuotaExceededError'));
    const full = await own.add(await png());
    expect(full.keeping).toMatch(/until this page is closed.*no room.*free space/);
    expect(own.files).toEqual([full.own]);
    restore();
    const refused = await failing(new DOMException('', 'SecurityError')).add(await png());
    expect(refused.keeping).toMatch(/until this page is closed.*private window/);
  });

  it('is shown and not kept where it is larger than what is kept', async () => {
    const own = new OwnFiles('perpixel-test-large');
    const [image, rest] = [await png(), new Uint8Array(65e6)];
    const { keeping } = await own.add(new File([image, rest], 'large.png', { type: 'image/png' }));
    expect(keeping).toMatch(/65 MB are more than the 64 MB/);
    const later = new OwnFiles('perpixel-test-large');
    await later.load();
    expect(later.files).toEqual([]);
  });
});
