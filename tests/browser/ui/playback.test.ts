import { describe, expect, it } from 'vitest';
import '../../../src/elements/playback/playback.ts';
import { expectAccessible, find, findAll, heard, mount, textIn } from './fixture.ts';

const file = { duration: 84.2, time: 31.4, seekable: true };

function drag(playback: Element, seconds: number): HTMLInputElement {
  const slider = find<HTMLInputElement>(playback, 'input');
  slider.value = String(seconds);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  return slider;
}

describe('the playback bar', () => {
  it('asks to pause what plays, and goes on showing that it plays', async () => {
    const playback = await mount('pp-playback', file);
    const requests = heard('pp-request-pause');
    find(playback, '[part~=play]').click();
    await playback.updateComplete;
    expect(requests).toEqual([null]);
    expect(find(playback, '[part~=play]').ariaLabel).toBe('Pause');
  });

  it('asks to play what is paused', async () => {
    const playback = await mount('pp-playback', { ...file, paused: true });
    const requests = heard('pp-request-play');
    find(playback, '[part~=play]').click();
    expect(requests).toEqual([null]);
    expect(find(playback, '[part~=play]').ariaLabel).toBe('Play');
  });

  it('shows time and duration', async () => {
    const playback = await mount('pp-playback', file);
    expect(textIn(playback, '.time')).toBe('0:31 / 1:24');
    expect(find(playback, 'input').getAttribute('aria-valuetext')).toBe('0:31 of 1:24');
  });

  it('holds the thumb where it was dragged until the source has arrived', async () => {
    const playback = await mount('pp-playback', file);
    const requests = heard('pp-request-seek');
    const slider = drag(playback, 60);
    playback.time = 31.5;
    await playback.updateComplete;
    expect(requests).toEqual([{ seconds: 60 }]);
    expect(slider.valueAsNumber).toBe(60);
    slider.dispatchEvent(new Event('change'));
    playback.time = 60.02;
    await playback.updateComplete;
    expect(slider.valueAsNumber).toBeCloseTo(60.02);
  });

  it('moves by a second for an arrow and by ten for a page, within the video', async () => {
    const playback = await mount('pp-playback', { ...file, time: 80 });
    const requests = heard('pp-request-seek');
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp']) {
      find(playback, 'input').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    }
    expect(requests).toEqual([{ seconds: 81 }, { seconds: 80 }, { seconds: 84.2 }]);
  });

  it('asks to loop, and to stop looping', async () => {
    const playback = await mount('pp-playback', file);
    const requests = heard('pp-request-loop');
    const button = find(playback, '[aria-label=Loop]');
    button.click();
    playback.loop = true;
    await playback.updateComplete;
    button.click();
    expect(requests).toEqual([{ loop: true }, { loop: false }]);
    expect(button.ariaPressed).toBe('true');
  });

  it.each([0, Infinity])('offers only play and pause for a live source, of duration %s', async (duration) => {
    const playback = await mount('pp-playback', { duration });
    expect(findAll(playback, 'button, input')).toHaveLength(1);
    expect(textIn(playback, '.live')).toBe('Live');
    playback.paused = true;
    await playback.updateComplete;
    expect(textIn(playback, '.live')).toBe('Paused');
  });

  it('says that a picture of a live source stands, and asks to go on', async () => {
    const playback = await mount('pp-playback', { duration: 0, frozen: true });
    const requests = heard('pp-request-play');
    expect(textIn(playback, '.live')).toBe('Frozen');
    find(playback, '[part~=play]').click();
    expect(requests).toEqual([null]);
    playback.frozen = false;
    await playback.updateComplete;
    expect(textIn(playback, '.live')).toBe('Live');
  });

  it('does not let what cannot be sought be sought', async () => {
    const playback = await mount('pp-playback', { ...file, seekable: false });
    expect(find<HTMLInputElement>(playback, 'input').disabled).toBe(true);
  });

  it('is accessible for a file and for a live source', async () => {
    await expectAccessible(await mount('pp-playback', { ...file, loop: true, rate: 2 }));
    await expectAccessible(await mount('pp-playback', { duration: 0 }));
  });
});
