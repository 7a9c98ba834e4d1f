import { PerPixelError } from '../../core/errors/errors.ts';
import { mended, nameAt } from '../../core/text/names.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { JobSource } from './job-source.ts';
import { isJunk } from '../../core/truth/junk.ts';

/** Chromium's own pickers and drops give handles, which open a file again after a reload. TypeScript does not know them yet. */
interface HandleSources {
  showOpenFilePicker?(options: {
    multiple: boolean;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle[]>;
}
type DropItem = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };
type Permitted = FileSystemFileHandle & {
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
};

/** What pickers offer; what cannot be read of it is told by its name. */
const ENDINGS = '.mp4 .m4v .mov .webm .mkv .ts .m2ts .mts .3gp .avi .flv .mpg .mpeg .ogv .wmv .mxf'.split(' ');
export const ACCEPT = `video/*,${ENDINGS.join()}`;

/** @throws PerPixelError `option-invalid`, `origin-blocked`: this page loads from its own origin only */
export function sourceOf(address: string): JobSource {
  let url: URL;
  try {
    url = new URL(mended(address), document.baseURI);
  } catch (cause) {
    throw new PerPixelError('option-invalid', `“${address}” is no address.`, 'Give the address of a video.', { cause });
  }
  if (url.origin !== location.origin) {
    throw new PerPixelError(
      'origin-blocked',
      `${url.host} is another origin, and this page loads from its own only.`,
      'Save the file and open it from here.',
    );
  }
  return { name: nameAt(url, 'video'), blob: null, url: url.href, handle: null };
}

export function fileSource(file: File, handle: FileSystemFileHandle | null = null): JobSource {
  return { name: file.name, blob: file, url: '', handle };
}

/** Asks for files with the browser's picker that gives handles; null where it has none: use an input then. */
export async function pickVideos(): Promise<JobSource[] | null> {
  const { showOpenFilePicker } = window as HandleSources;
  if (!showOpenFilePicker) return null;
  const types = [{ description: 'Videos', accept: { 'video/*': ENDINGS } }];
  const handles = await showOpenFilePicker({ multiple: true, types }).catch(() => []);
  return Promise.all(handles.map(async (handle) => fileSource(await handle.getFile(), handle)));
}

/** What was dropped, with handles where there are any, and what folders hold. Call it before anything is awaited. */
export async function droppedFiles(transfer: DataTransfer): Promise<JobSource[]> {
  const items = [...transfer.items].filter((each) => each.kind === 'file') as DropItem[];
  const waiting = items.map((item) => ({
    file: item.getAsFile(),
    handle: item.getAsFileSystemHandle?.().catch(() => null) ?? null,
  }));
  const found: JobSource[] = [];
  for (const { file, handle } of waiting) {
    const given = await handle;
    if (given?.kind === 'directory') found.push(...(await filesIn(given as FileSystemDirectoryHandle)));
    else if (file) found.push(fileSource(file, given?.kind === 'file' ? (given as FileSystemFileHandle) : null));
  }
  return found;
}

async function filesIn(folder: FileSystemDirectoryHandle, above = ''): Promise<JobSource[]> {
  const found: JobSource[] = [];
  const path = `${above}${folder.name}/`;
  for await (const handle of folder.values()) {
    if (isJunk(handle.name)) continue;
    if (handle.kind === 'directory') found.push(...(await filesIn(handle, path)));
    else found.push({ ...fileSource(await handle.getFile(), handle), path: path + handle.name });
  }
  return found;
}

/** What was analysed before, opened again; null where the file has to be chosen anew. */
export async function reopened({ url, handle }: CatalogueEntry): Promise<JobSource | null> {
  if (url) return sourceOf(url);
  if (!handle) return null;
  const permission = (await (handle as Permitted).requestPermission?.({ mode: 'read' })) ?? 'granted';
  if (permission !== 'granted') return null;
  return handle.getFile().then(
    (file) => fileSource(file, handle),
    () => null,
  );
}

export function labelsAlone(): PerPixelError {
  return new PerPixelError('labels-invalid', 'Label images are compared with a video.', 'Open the video first.');
}

export function labelsOnly(name: string): PerPixelError {
  return new PerPixelError('source-unavailable', `${name} is kept as labels only.`, 'Choose the file again to go on.');
}
