import { can } from '../../platform/capabilities.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import { canCamera, isFramed } from './camera-policy.ts';

/** What a camera is asked for; it gives what comes nearest. */
export const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const RATE = { frameRate: { ideal: 30 } };

export interface OpenedCamera {
  readonly track: MediaStreamTrack;
  /** Why it is not the one that was asked for; null: it is. */
  readonly instead: PerPixelError | null;
}

/**
 * A camera's track; the browser asks the visitor if it must. A camera that is gone, or that cannot do what was asked for,
 * is no reason to have none: another one is taken, and that is said.
 * @param deviceId default: the one that faces the visitor
 * @throws PerPixelError `camera-denied`, `camera-missing`, `camera-busy`
 */
export async function requestTrack(deviceId: string | undefined): Promise<OpenedCamera> {
  const facing = { facingMode: 'user', ...SIZE, ...RATE };
  const tries: MediaTrackConstraints[] = [facing, {}];
  if (deviceId) tries.unshift({ deviceId: { exact: deviceId }, ...SIZE, ...RATE });
  let refusal: unknown = null;
  for (const [number, constraints] of tries.entries()) {
    try {
      const track = await videoTrack(constraints);
      return { track, instead: deviceId && number > 0 ? otherOne(track.label, refusal) : null };
    } catch (cause) {
      const nextMayDo = isOverconstrained(cause) || (deviceId && number === 0 && nameOf(cause) === 'NotFoundError');
      if (!nextMayDo) throw cameraError(cause);
      refusal ??= cause;
    }
  }
  throw missing(refusal);
}

async function videoTrack(video: MediaTrackConstraints): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) throw unavailable();
  const stream = await navigator.mediaDevices.getUserMedia({ video: Object.keys(video).length > 0 ? video : true });
  const [track] = stream.getVideoTracks();
  if (track) return track;
  throw missing();
}

function isOverconstrained(cause: unknown): boolean {
  return nameOf(cause) === 'OverconstrainedError';
}

/** An OverconstrainedError is no DOMException everywhere. */
function nameOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'name' in cause ? String(cause.name) : '';
}

function cameraError(cause: unknown): PerPixelError {
  if (cause instanceof PerPixelError) return cause;
  switch (nameOf(cause)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return denied(cause);
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return missing(cause);
    default:
      return new PerPixelError(
        'camera-busy',
        'The camera is in use by another program, or did not start.',
        'Close the other program or plug the camera in again, then try again.',
        { cause },
      );
  }
}

function denied(cause: unknown): PerPixelError {
  const problem = 'The camera is not allowed for this page.';
  return new PerPixelError('camera-denied', problem, wayToAllow(cause), { cause });
}

/** A visitor can undo their own choice; what a page, a server or a system forbids is for others to mend. */
function wayToAllow(cause: unknown): string {
  const framed = isFramed();
  const allowed = canCamera();
  if (allowed === false && framed) return 'Add allow="camera" to the iframe that this page is in.';
  if (allowed === false) return 'Let the server’s Permissions-Policy header name this origin: camera=(self).';
  // Chromium's word for the privacy settings of macOS and Windows
  if (cause instanceof Error && /system/i.test(cause.message)) {
    return 'Allow this browser the camera in the system’s privacy settings, then try again.';
  }
  const ask = 'Allow it at the camera sign in the address bar, then try again.';
  return framed && allowed === null ? `${ask} The iframe that this page is in needs allow="camera".` : ask;
}

function unavailable(): PerPixelError {
  if (can('secureContext')) return missing();
  return new PerPixelError(
    'camera-denied',
    'This page may not use a camera, because it is not secure.',
    'Open it over HTTPS or from localhost; files and the street work here too.',
  );
}

function missing(cause?: unknown): PerPixelError {
  return new PerPixelError(
    'camera-missing',
    'No camera was found.',
    'Plug one in and try again, or open a file or the street instead.',
    { cause },
  );
}

function otherOne(label: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'camera-missing',
    'The camera that was chosen is not there.',
    `${label ? `“${label}”` : 'Another one'} is shown instead.`,
    { cause },
  );
}
