import { PerPixelError } from '../core/errors/errors.ts';
import { fileKind, HEAD, type FileKind } from '../core/media/file-kind.ts';
import { mended, nameAt, nameOf } from '../core/text/names.ts';
import { bytesOf, partOf, wholeOf, type RemotePart } from './video/file-bytes.ts';
import { openImage } from './image/image.ts';
import type { OpenSourceOptions } from './open-options.ts';
import { namedSource } from './registry.ts';
import type { FrameSource } from './source.ts';
import { openVideo } from './video/video.ts';

const IMAGE_NAME = /\.(png|jpe?g|webp|avif|gif|bmp|svg)$/i;

/**
 * Opens a source by its name (`camera`, `street`, `motorway`), a file, or the address of a video or image. What a file is, its content says; its name and
 * its type are believed only where that is not known.
 * @throws PerPixelError with the codes of the sources, `origin-blocked`, `source-unavailable`
 */
export async function openSource(source: string | Blob, options: OpenSourceOptions): Promise<FrameSource> {
  const named = namedSource(source);
  if (named) return named.open(options);
  if (typeof source !== 'string') return openFile(source, options);
  const url = checkedAddress(source, options.sameOrigin);
  const { bytes, type } = await beginningOf(url, options.signal);
  const kind = fileKind(bytes);
  if (!isImage(kind, type, url.pathname)) return openVideo(url.href, nameAt(url, 'video'), options);
  const file = await wholeOf(url, options.signal);
  return openImage(file, nameAt(url, 'image'), kind, options);
}

async function openFile(file: Blob, options: OpenSourceOptions): Promise<FrameSource> {
  const kind = fileKind(await bytesOf(file)(0, HEAD));
  const image = isImage(kind, file.type, nameOf(file, ''));
  return image
    ? openImage(file, nameOf(file, 'image'), kind, options)
    : openVideo(file, nameOf(file, 'video'), options);
}

function isImage(kind: FileKind | null, type: string, name: string): boolean {
  if (kind?.kind === 'image') return true;
  if (kind?.kind === 'video' || kind?.kind === 'sound') return false;
  const said = type === '' || type === 'application/octet-stream' ? null : type.startsWith('image/');
  return said ?? IMAGE_NAME.test(name);
}

/** Of a blob, or data in an address, nothing where the page's policy forbids to fetch it. */
async function beginningOf(url: URL, signal: AbortSignal | undefined): Promise<RemotePart> {
  const part = partOf(url, 0, HEAD, signal);
  if (url.protocol.startsWith('http')) return part;
  const [, type = ''] = /^data:([\w/+.-]*)/.exec(url.href) ?? [];
  return part.catch(() => ({ bytes: new Uint8Array(), type }));
}

function checkedAddress(source: string, sameOrigin: boolean): URL {
  let url: URL;
  try {
    url = new URL(source, document.baseURI);
    if (url.protocol.startsWith('http')) url = new URL(mended(source), document.baseURI);
  } catch (cause) {
    throw new PerPixelError(
      'option-invalid',
      `“${source}” is no address.`,
      'Use camera, street, motorway, or the address of a file.',
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
