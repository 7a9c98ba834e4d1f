import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { needs } from '../needs.ts';
import { WakeLock } from '../../../src/apps/kiosk/screen/wake-lock.ts';

const host: ReactiveControllerHost = {
  addController: (_controller: ReactiveController) => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

describe('the wake lock', await needs('wakeLock'), () => {
  const given: WakeLockSentinel[] = [];
  let hidden = false;
  let lock: WakeLock;

  beforeEach(() => {
    given.length = 0;
    hidden = false;
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    vi.spyOn(navigator.wakeLock, 'request').mockImplementation(async (type) => {
      const sentinel = await request(type);
      given.push(sentinel);
      return sentinel;
    });
    lock = new WakeLock(host);
    lock.hostConnected();
  });

  afterEach(() => {
    lock.hostDisconnected();
    vi.restoreAllMocks();
  });

  it('is held while its host is there, and let go with it', async () => {
    await expect.poll(() => lock.held).toBe(true);
    lock.hostDisconnected();
    await expect.poll(() => given[0]?.released).toBe(true);
    expect(lock.held).toBe(false);
  });

  it('is taken again when the page is seen again', async () => {
    await expect.poll(() => lock.held).toBe(true);
    hidden = true;
    await given[0]?.release();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(lock.held).toBe(false);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await expect.poll(() => lock.held).toBe(true);
    expect(given).toHaveLength(2);
  });

  it('is asked for again some seconds after the browser took it from a page that is seen', async () => {
    await expect.poll(() => lock.held).toBe(true);
    await given[0]?.release();
    expect(lock.held).toBe(false);
    await expect.poll(() => lock.held, { timeout: 8000 }).toBe(true);
  });
});
