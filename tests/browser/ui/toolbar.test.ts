import { describe, expect, it, vi } from 'vitest';
import { OVERLAYS } from '../../../src/core/view/overlay.ts';
import '../../../src/elements/outward/outward.ts';
import '../../../src/elements/toolbar/toolbar.ts';
import { expectAccessible, find, findAll, heard, mount, textIn, textOf } from './fixture.ts';

const choices = {
  sources: [
    { id: 'camera', label: 'Camera' },
    { id: 'street', label: 'Street' },
  ],
  source: 'street',
  devices: [
    { id: 'front', label: 'Front camera' },
    { id: 'back', label: 'Back camera' },
  ],
  device: 'front',
  models: [
    { id: 'selfie', title: 'Person' },
    { id: 'driving-street', title: 'Street' },
  ],
  model: 'selfie',
  canMirror: true,
};

function choose(toolbar: Element, name: string, value: string): HTMLSelectElement {
  const select = find<HTMLSelectElement>(toolbar, `select[name=${name}]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return select;
}

function slide(toolbar: Element, value: number): HTMLInputElement {
  const slider = find<HTMLInputElement>(toolbar, 'input[type=range]');
  slider.value = String(value);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  return slider;
}

const radios = (toolbar: Element): HTMLInputElement[] => findAll(toolbar, 'input[type=radio]') as HTMLInputElement[];

describe('the toolbar', () => {
  it('asks for a source and shows the confirmed one only', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const requests = heard('pp-request-source');
    find(toolbar, '[data-source=camera]').click();
    await toolbar.updateComplete;
    expect(requests).toEqual([{ source: 'camera' }]);
    expect(textIn(toolbar, '[aria-pressed=true]')).toBe('Street');
    toolbar.source = 'camera';
    await toolbar.updateComplete;
    expect(textIn(toolbar, '[aria-pressed=true]')).toBe('Camera');
  });

  it('shows the icon that a source brings along', async () => {
    const sources = [{ id: 'lidar', label: 'Lidar', icon: [{ d: 'M3 3h2' }] }];
    const toolbar = await mount('pp-toolbar', { ...choices, sources });
    expect(find(toolbar, '[data-source=lidar] path').getAttribute('d')).toBe('M3 3h2');
  });

  it('counts a source that it does not know as an opened file', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, source: 'https://example.test/clip.mp4' });
    expect(textIn(toolbar, '[aria-pressed=true]')).toBe('Open file…');
  });

  it('hands over the picked file, and the same one a second time', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const requests = heard('pp-request-file');
    const picker = find<HTMLInputElement>(toolbar, 'input[type=file]');
    for (let time = 0; time < 2; time++) {
      const files = new DataTransfer();
      files.items.add(new File(['…'], 'clip.mp4', { type: 'video/mp4' }));
      picker.files = files.files;
      picker.dispatchEvent(new Event('change'));
      expect(picker.value).toBe('');
    }
    expect(requests.map(({ file }) => file.name)).toEqual(['clip.mp4', 'clip.mp4']);
    expect(picker.accept).toBe('video/*,image/*');
  });

  it('opens the picker from its button', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const opened = vi.spyOn(find<HTMLInputElement>(toolbar, 'input[type=file]'), 'click').mockReturnValue();
    find(toolbar, '[data-source=file]').click();
    expect(opened).toHaveBeenCalledOnce();
  });

  it.each([
    ['camera', 'pp-request-device', 'back', { device: 'back' }, 'front'],
    ['model', 'pp-request-model', 'driving-street', { model: 'driving-street' }, 'selfie'],
    ['backend', 'pp-request-backend', 'wasm', { backend: 'wasm' }, 'auto'],
  ] as const)(
    'asks for another %s and goes back until that is confirmed',
    async (name, event, value, detail, before) => {
      const toolbar = await mount('pp-toolbar', choices);
      const requests = heard(event);
      const select = choose(toolbar, name, value);
      await toolbar.updateComplete;
      expect(requests).toEqual([detail]);
      expect(select.value).toBe(before);
    },
  );

  it('shows the confirmed model even where the list comes later', async () => {
    const toolbar = await mount('pp-toolbar', { model: 'driving-street' });
    toolbar.models = choices.models;
    await toolbar.updateComplete;
    expect(find<HTMLSelectElement>(toolbar, 'select[name=model]').value).toBe('driving-street');
  });

  it('offers cameras only where there is a choice', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, devices: choices.devices.slice(0, 1) });
    expect(findAll(toolbar, 'select[name=camera]')).toEqual([]);
  });

  it('has a radio for every overlay, in the order of the protocol', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    expect(radios(toolbar).map(({ value }) => value)).toEqual([...OVERLAYS]);
    expect(findAll(toolbar, '.overlays label').map((each) => textOf(each))).toEqual([
      'Labels',
      'Outline',
      'Blur',
      'Replace',
      'Cut-out',
      'Confidence',
      'Entropy',
      'Picture',
      'Disagreement',
    ]);
  });

  it('asks for an overlay and keeps the confirmed one checked', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, overlay: 'labels' });
    const requests = heard('pp-request-overlay');
    radios(toolbar)[2]?.click();
    await toolbar.updateComplete;
    expect(requests).toEqual([{ overlay: 'blur' }]);
    expect(radios(toolbar).find(({ checked }) => checked)?.value).toBe('labels');
    toolbar.overlay = 'blur';
    await toolbar.updateComplete;
    expect(radios(toolbar).find(({ checked }) => checked)?.value).toBe('blur');
  });

  it('says of disagreement what it lacks where there is one prediction', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const last = radios(toolbar).at(-1);
    expect([last?.ariaDisabled, last?.ariaDescription]).toEqual(['true', 'Needs a second prediction: see Refinement']);
    toolbar.several = true;
    await toolbar.updateComplete;
    expect([last?.ariaDisabled, last?.ariaDescription]).toEqual([null, null]);
  });

  it('has no opacity to choose where nothing is laid over the picture', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, overlay: 'blur' });
    const slider = find<HTMLInputElement>(toolbar, 'input[type=range]');
    const seen = (): boolean => slider.checkVisibility({ visibilityProperty: true });
    expect([slider.disabled, seen()]).toEqual([true, false]);
    toolbar.overlay = 'labels';
    await toolbar.updateComplete;
    expect([slider.disabled, seen()]).toEqual([false, true]);
  });

  it('asks for an opacity, and writes the confirmed one beside the slider', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, opacity: 0.5 });
    const requests = heard('pp-request-opacity');
    const slider = slide(toolbar, 0.8);
    await toolbar.updateComplete;
    expect(requests).toEqual([{ opacity: 0.8 }]);
    expect([slider.value, textIn(toolbar, 'output')]).toEqual(['0.5', '50 %']);
    toolbar.opacity = 0.8;
    await toolbar.updateComplete;
    expect([slider.value, textIn(toolbar, 'output')]).toEqual(['0.8', '80 %']);
  });

  it('asks to mirror, to show refinement, to save a snapshot and to fill the screen', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const [mirror, refining, snapshot, screen] = [
      heard('pp-request-mirror'),
      heard('pp-request-refining'),
      heard('pp-request-snapshot'),
      heard('pp-request-fullscreen'),
    ];
    findAll(toolbar, '.tools button').forEach((button) => button.click());
    expect([mirror, refining, snapshot, screen]).toEqual([
      [{ mirrored: true }],
      [{ refining: true }],
      [null],
      [{ fullscreen: true }],
    ]);
  });

  it('offers to leave the full screen once it is there, and no mirror where there is nothing to mirror', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, canMirror: false, fullscreen: true });
    expect(findAll(toolbar, '.tools button').map(({ title }) => title)).toEqual([
      'Refinement',
      'Save a snapshot',
      'Leave full screen',
    ]);
  });

  it('says when it is busy, and saves no snapshot then', async () => {
    const toolbar = await mount('pp-toolbar', { ...choices, busy: true });
    expect(find(toolbar, '[role=group]').getAttribute('aria-busy')).toBe('true');
    expect(find<HTMLButtonElement>(toolbar, '.tools button[title="Save a snapshot"]').disabled).toBe(true);
  });

  it('fits a phone without scrolling sideways', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    if (toolbar.parentElement) toolbar.parentElement.style.width = '340px';
    await toolbar.updateComplete;
    const right = toolbar.getBoundingClientRect().right;
    const out = findAll(toolbar, 'button, select, label').filter(
      (each) => each.getBoundingClientRect().right > right + 0.5,
    );
    expect(out.map((each) => textOf(each))).toEqual([]);
  });

  it('shows a model’s whole name on a phone, below what it is the name of', async () => {
    const title = 'Driving, small';
    const toolbar = await mount('pp-toolbar', { ...choices, models: [{ id: 'small', title }], model: 'small' });
    toolbar.parentElement!.style.width = '340px';
    const select = find<HTMLSelectElement>(toolbar, 'select[name=model]');
    const { font, paddingInlineStart, paddingInlineEnd, paddingBlockStart } = getComputedStyle(select);
    const pen = new OffscreenCanvas(1, 1).getContext('2d')!;
    pen.font = font;
    const room = select.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
    expect(room).toBeGreaterThan(pen.measureText(title).width);
    const caption = find(toolbar, '.field.model .caption').getBoundingClientRect();
    expect(caption.height).toBeGreaterThan(8);
    expect(caption.bottom).toBeLessThanOrEqual(
      select.getBoundingClientRect().top + parseFloat(paddingBlockStart) + 0.5,
    );
  });

  it('has the ways out of the page look like the buttons beside them, on a phone too', async () => {
    const toolbar = await mount('pp-toolbar', choices);
    const ways = Object.assign(document.createElement('pp-outward'), { slot: 'tools' });
    toolbar.append(ways);
    await ways.updateComplete;
    const look = (button: Element): string[] => {
      const { inlineSize, backgroundColor, borderColor } = getComputedStyle(button);
      return [parseFloat(inlineSize).toFixed(), backgroundColor, borderColor];
    };
    for (const width of ['900px', '340px']) {
      toolbar.parentElement!.style.width = width;
      document.getAnimations().forEach((each) => each.finish());
      toolbar.shadowRoot!.getAnimations().forEach((each) => each.finish());
      ways.shadowRoot!.getAnimations().forEach((each) => each.finish());
      expect(look(find(ways, 'button'))).toEqual(look(find(toolbar, '.tools button[title=Refinement]')));
    }
  });

  it('is accessible', async () => {
    await expectAccessible(await mount('pp-toolbar', { ...choices, mirrored: true }));
    await expectAccessible(await mount('pp-toolbar', { busy: true }));
  });
});
