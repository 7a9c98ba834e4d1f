import { listCameras } from '../../../sources/camera/camera.ts';

/** Why there is no picture of a camera. `unasked`: nobody has allowed it, and nobody is there who could be asked. */
export type CameraLack = 'unasked' | 'denied' | 'missing' | 'busy';

/** Why no camera would start without a question; null: one would. */
export async function cameraLack(): Promise<CameraLack | null> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    if (state === 'denied') return 'denied';
    if ((await listCameras()).length === 0) return 'missing';
    return state === 'granted' ? null : 'unasked';
  } catch {
    return 'unasked';
  }
}

/** Of an error of a camera's source. */
export function lackOf(code: string): CameraLack {
  if (code === 'camera-denied') return 'denied';
  return code === 'camera-busy' ? 'busy' : 'missing';
}

/** Calls whenever a camera was plugged in or out, or allowed or not, until the signal says so. */
export function onCameraChange(changed: () => void, signal: AbortSignal): void {
  if ('mediaDevices' in navigator) navigator.mediaDevices.addEventListener('devicechange', changed, { signal });
  const permission = navigator.permissions?.query({ name: 'camera' });
  void permission?.then(
    (status) => status.addEventListener('change', changed, { signal }),
    // a browser that does not tell
    () => undefined,
  );
}
