import { PerPixelError } from '../../core/errors/errors.ts';

export function nothingWritten(cause?: unknown): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    'The recording is empty: this browser’s encoder gave nothing.',
    'Record again in the other format, or in a newer browser.',
    { cause },
  );
}

export function noRecorder(): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    'This browser cannot record.',
    'Use Chrome or Edge 110, Firefox 130, Safari 16.4, or a newer one.',
  );
}

export function noMicrophone(cause: unknown): PerPixelError {
  return new PerPixelError(
    'option-invalid',
    'The microphone cannot be used, so nothing is recorded.',
    'Allow it in the browser’s address bar, plug one in, or record without sound.',
    { cause },
  );
}
