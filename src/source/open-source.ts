import { PerPixelError, throwIfAborted } from '../shared/errors.ts';
import { openCamera } from './camera.ts';
import { openImage } from './image.ts';
import type { FrameSource, SourceEvents } from './source.ts';
import { openStreet } from './street.ts';
import { openVideo } from './video.ts';

export interface OpenSourceOptions extends SourceEvents {
  readonly deviceId?: string | undefined;
  /** Only addresses of the page's own origin. */
  readonly sameOrigin: boolean;
  readonly signal?: AbortSignal | undefined;
}

const IMAGE_NAME = /\.(png|jpe?g|webp|avif|gif|bmp|svg)$/i;

/**
 * Opens `camera`, `street`, a file, or the address of a video or image.
 * @throws PerPixelError with the codes of the sources, `origin-blocked`, `source-unavailable`
 */
export async function openSource(source: string | Blob, options: OpenSourceOptions): Promise<FrameSource> {
  if (source === 'camera') return openCamera(options);
  if (source === 'street') return openStreet(options);
  if (typeof source !== 'string') return openFile(source, options);
  const url = checkedAddress(source, options.sameOrigin);
  const type = await contentType(url, options.signal);
  if (!type.startsWith('image/') && !(type === '' && IMAGE_NAME.test(url.pathname)))
    return openVideo(url.href, options);
  const response = await request(url, 'GET', options.signal);
  return openImage(await response.blob(), url.pathname.split('/').at(-1) ?? '', options);
}

function openFile(file: Blob, options: OpenSourceOptions): Promise<FrameSource> {
  const name = file instanceof File ? file.name : '';
  const isImage = file.type ? file.type.startsWith('image/') : IMAGE_NAME.test(name);
  return isImage ? openImage(file, name, options) : openVideo(file, options);
}

function checkedAddress(source: string, sameOrigin: boolean): URL {
  let url: URL;
  try {
    url = new URL(source, document.baseURI);
  } catch (cause) {
    throw new PerPixelError(
      'option-invalid',
      `“${source}” is no address.`,
      'Use camera, street, or the address of a file.',
      {
        cause,
      },
    );
  }
  const local = url.origin === location.origin || url.protocol === 'blob:' || url.protocol === 'data:';
  if (local || !sameOrigin) return url;
  throw new PerPixelError(
    'origin-blocked',
    `${url.host} is another origin, and this page loads from its own only.`,
    'Save the file and open it from here.',
  );
}

async function contentType(url: URL, signal: AbortSignal | undefined): Promise<string> {
  if (!url.protocol.startsWith('http')) return '';
  const response = await request(url, 'HEAD', signal);
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === 'application/octet-stream' ? '' : type;
}

async function request(url: URL, method: 'GET' | 'HEAD', signal: AbortSignal | undefined): Promise<Response> {
  throwIfAborted(signal);
  const response = await fetch(url, signal ? { method, signal } : { method }).catch((cause: unknown) => {
    throwIfAborted(signal);
    throw unavailable(url, 'the connection failed', cause);
  });
  if (response.ok) return response;
  throw unavailable(url, `the server answered ${response.status}`, null);
}

function unavailable(url: URL, why: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'source-unavailable',
    `${url.pathname} could not be loaded: ${why}.`,
    'Check the address, and that the file is there.',
    { cause },
  );
}
