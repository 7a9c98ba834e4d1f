import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../src/perpixel.ts';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { openCamera } from '../../../src/sources/camera/camera.ts';
import { canCamera } from '../../../src/sources/camera/camera-policy.ts';
import { needs } from '../needs.ts';

const events = { onChange: () => undefined, onError: () => undefined };
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'featurePolicy');
  document.body.replaceChildren();
});

/** The browser's fake cameras. */
async function cameras(): Promise<MediaDeviceInfo[]> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  for (const track of stream.getTracks()) track.stop();
  return (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
}

describe('a camera that is gone', () => {
  it('is no reason to have none: another one is taken, and said to be', async () => {
    const camera = await openCamera({ ...events, deviceId: 'gone' });
    expect((await cameras()).map(({ deviceId }) => deviceId)).toContain(camera.deviceId);
    expect(camera.instead).toMatchObject({ code: 'camera-missing', problem: expect.stringMatching(/not there/) });
    expect(camera.instead?.remedy).toContain(camera.label);
    camera.close();
  });

  it('is not made up where the one that was asked for is there', async () => {
    const [first] = await cameras();
    const camera = await openCamera({ ...events, deviceId: first?.deviceId });
    expect(camera.deviceId).toBe(first?.deviceId);
    expect(camera.instead).toBeNull();
    camera.close();
  });

  it('leaves the element with the one that is on, and a notice over its picture', async () => {
    const viewer: PerPixelElement = document.createElement('per-pixel');
    viewer.model = 'tiny';
    viewer.backend = 'wasm';
    viewer.device = 'gone';
    viewer.source = 'camera';
    const opened = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    document.body.append(viewer);
    await new Promise((resolve) => viewer.addEventListener('perpixel-ready', resolve, { once: true }));
    expect((await cameras()).map(({ deviceId }) => deviceId)).toContain(viewer.device);
    expect(viewer.getAttribute('device')).toBe(viewer.device);
    const status = viewer.shadowRoot?.querySelector('pp-status');
    expect(status?.shadowRoot?.textContent).toMatch(/camera that was chosen is not there/);
    // the one that was gone, and the one in its place; ours above is the third
    expect(opened).toHaveBeenCalledTimes(3);
  });
});

/** As a browser makes it; not every one lets others make it. */
function overconstrained(constraint: string): Error {
  return Object.assign(new Error('as a driver says it'), { name: 'OverconstrainedError', constraint });
}

describe('a camera that cannot do what was asked for', () => {
  it.each(['width', 'facingMode', 'frameRate'])('is taken as it is: %s', async (constraint) => {
    const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation((wanted) =>
      wanted?.video === true ? own(wanted) : Promise.reject(overconstrained(constraint)),
    );
    const camera = await openCamera(events);
    expect(camera.size.width).toBeGreaterThan(0);
    expect(camera.instead).toBeNull();
    camera.close();
  });
});

describe('a camera that is not allowed', async () => {
  /** What the browser says, and what it lets a page ask for. */
  function denied(message: string, allows: boolean | null): void {
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException(message, 'NotAllowedError'));
    const policy = allows === null ? undefined : { allowsFeature: () => allows };
    Object.defineProperty(document, 'featurePolicy', { configurable: true, value: policy });
  }

  it.each<[string, string, boolean | null, RegExp]>([
    ['an iframe', 'Permission denied', false, /^Add allow="camera" to the iframe/],
    ['a visitor', 'Permission denied', true, /^Allow it at the camera sign[^<]*again\.$/],
    ['a visitor or an iframe, for all that is known', 'denied', null, /address bar.*iframe.*allow="camera"/],
    ['the system', 'Permission denied by system', true, /system’s privacy settings/],
  ])('by %s: it says whom to ask', async (_, message, allows, remedy) => {
    // these tests run in an iframe themselves
    denied(message, allows);
    await expect(openCamera(events)).rejects.toMatchObject({
      code: 'camera-denied',
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  it('is known from the page’s policy where the browser tells', await needs('policy'), async () => {
    expect(canCamera()).toBe(true);
    const iframe = document.createElement('iframe');
    iframe.allow = "camera 'none'";
    document.body.append(iframe);
    expect(iframe.contentDocument && canCamera(iframe.contentDocument)).toBe(false);
    expect(canCamera({} as Document)).toBeNull();
  });
});
