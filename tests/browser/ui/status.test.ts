import { describe, expect, it, onTestFinished, vi } from 'vitest';
import '../../../src/elements/status/status.ts';
import { expectAccessible, find, findAll, heard, mount, textIn, textOf } from './fixture.ts';

const denied = {
  kind: 'error',
  title: 'The camera was denied.',
  remedy: 'Allow the camera in the address bar, then try again.',
  actions: [
    { id: 'retry', label: 'Try again', primary: true },
    { id: 'street', label: 'Show the street' },
  ],
} as const;
const loading = (loaded: number, total: number) =>
  ({ kind: 'loading', progress: { phase: 'model', loaded, total } }) as const;

describe('the status', () => {
  it('shows nothing while running', async () => {
    const status = await mount('pp-status', { state: { kind: 'running' } });
    expect(textOf(status.shadowRoot?.firstElementChild)).toBe('');
    expect(getComputedStyle(status).pointerEvents).toBe('none');
  });

  it('says as an alert what happened and what to do', async () => {
    const status = await mount('pp-status', { state: denied });
    expect(textIn(status, '[role=alert]')).toBe(
      'The camera was denied. Allow the camera in the address bar, then try again.',
    );
  });

  it('asks for the action that was chosen', async () => {
    const status = await mount('pp-status', { state: denied });
    const requests = heard('pp-request-action');
    findAll(status, 'button').forEach((button) => button.click());
    expect(requests).toEqual([{ id: 'retry' }, { id: 'street' }]);
  });

  it.each([
    [3_100_000, 9_800_000, '3.1 of 9.8 MB'],
    [0, 231_828, '0 of 232 KB'],
    [3_100_000, 0, '3.1 MB'],
    [0, 0, ''],
  ])('writes %i of %i bytes as "%s"', async (loaded, total, text) => {
    const status = await mount('pp-status', { state: loading(loaded, total) });
    expect(textIn(status, '.bar .figures')).toBe(text);
  });

  it('has a bar that is as far as the download, or open-ended while its size is unknown', async () => {
    const status = await mount('pp-status', { state: loading(25, 100) });
    expect(find<HTMLProgressElement>(status, 'progress').position).toBe(0.25);
    status.state = loading(25, 0);
    await status.updateComplete;
    expect(find<HTMLProgressElement>(status, 'progress').position).toBe(-1);
  });

  it('never shows a full bar: what is whole is not waited for', async () => {
    const status = await mount('pp-status', { state: loading(100, 100) });
    expect(find<HTMLProgressElement>(status, 'progress').position).toBe(-1);
  });

  it('announces what is going on, not the bytes', async () => {
    const status = await mount('pp-status', { state: { ...loading(25, 100), title: 'Loading the model' } });
    expect(textIn(status, '[role=status]')).toBe('Loading the model');
  });

  it('says something even where it was told nothing', async () => {
    for (const kind of ['idle', 'loading', 'error'] as const) {
      const status = await mount('pp-status', { state: { kind } });
      expect(textIn(status, 'h2'), kind).not.toBe('');
    }
  });

  it('leaves the picture visible under a notice', async () => {
    const state = { kind: 'notice', title: 'The worker was restarted.', text: 'The picture goes on.' } as const;
    const status = await mount('pp-status', { state });
    expect(textIn(status, '[role=status]')).toBe('The worker was restarted. The picture goes on.');
    expect(find(status, '.toast').offsetHeight).toBeLessThan(status.offsetHeight / 3);
  });

  it('lets go of a passing notice by itself, but not from under the pointer or the focus', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const actions = [{ id: 'on', label: 'Switch it on' }];
    const status = await mount('pp-status', { state: { kind: 'notice', passing: true, text: 'In passing.', actions } });
    const requests = heard('pp-request-action');
    find(status, 'button').focus();
    vi.advanceTimersByTime(60_000);
    expect(requests).toEqual([]);
    find(status, 'button').blur();
    vi.advanceTimersByTime(20_000);
    expect(requests).toContainEqual({ id: 'dismiss' });
  });

  it('keeps a notice that is not passing, and has its region before its words', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const status = await mount('pp-status', { state: { kind: 'running' } });
    const [requests, region] = [heard('pp-request-action'), find(status, '[role=status]')];
    status.state = { kind: 'notice', text: 'It stays.' };
    await status.updateComplete;
    vi.advanceTimersByTime(60_000);
    expect([requests, find(status, '[role=status]') === region, textOf(region)]).toEqual([[], true, 'It stays.']);
  });

  it('keeps its buttons within reach on a small stage', async () => {
    const status = await mount('pp-status', { state: { ...denied, text: 'A long story. '.repeat(40) } });
    expect(find(status, '.cover').scrollHeight).toBeGreaterThan(find(status, '.cover').clientHeight);
    expect(find(status, '.card').getBoundingClientRect().top).toBeGreaterThanOrEqual(
      status.getBoundingClientRect().top,
    );
  });

  it('has room for words and buttons alone on a stage of 256 × 256 pixels', async () => {
    const status = await mount('pp-status', { state: { kind: 'running' } });
    Object.assign(status.parentElement?.style ?? {}, { width: '256px', height: '256px', containerType: 'size' });
    const text = 'The browser, the page or the system does not allow it.';
    status.state = { ...denied, text };
    await status.updateComplete;
    expect(find(status, '.sign').checkVisibility()).toBe(false);
    const { bottom } = status.getBoundingClientRect();
    for (const button of findAll(status, 'button')) {
      expect(button.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom);
    }
  });

  it('keeps its ink where a page’s theme has a dark one, as what it covers the stage with stays dark', async () => {
    const colours = (element: Element): string[] =>
      ['h2', '.remedy', '.button.primary', '.button:not(.primary)'].flatMap((selector) => {
        const { color, backgroundColor } = getComputedStyle(find(element, selector));
        return [color, backgroundColor];
      });
    const status = await mount('pp-status', { state: denied });
    const plain = colours(status);
    for (const name of ['--pp-ink', '--pp-ink-soft', '--pp-surface', '--pp-raised']) {
      document.body.style.setProperty(name, name.includes('ink') ? '#000000' : '#ffffff');
      onTestFinished(() => void document.body.style.removeProperty(name));
    }
    expect(colours(status)).toEqual(plain);
  });

  it('is accessible whatever it says', async () => {
    for (const state of [denied, loading(1, 2), loading(0, 0), { kind: 'idle', text: 'Choose.' } as const]) {
      await expectAccessible(await mount('pp-status', { state }));
    }
    await expectAccessible(await mount('pp-status', { state: { ...denied, kind: 'notice' } }));
  });
});
