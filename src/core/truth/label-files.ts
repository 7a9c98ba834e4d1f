import { unzipSync, type Unzipped } from 'fflate';
import { isJunk } from './junk.ts';
import type { TruthFile, TruthProblem } from './score.ts';

/** A label image that is yet to be read. */
export interface LabelFile {
  /** Path or name; of what lay in a zip, the path inside it. */
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

export interface LabelFiles {
  /** In the order of their names, numbers by their value. */
  readonly files: readonly LabelFile[];
  readonly problems: readonly TruthProblem[];
}

const PNG = /\.png$/i;
/** Pictures whose values nobody can rely on, or that are not read here. */
const OTHER_PICTURES = /\.(jpe?g|bmp|gif|tiff?|webp|avif|heic)$/i;
/** Of a zip's first entry: the bit for encryption. */
const FLAGS_AT = 6;

/** The PNGs among files and inside zips. What cannot be opened is told, and keeps none of the others. */
export async function labelFiles(given: readonly TruthFile[]): Promise<LabelFiles> {
  const files: LabelFile[] = [];
  const problems: TruthProblem[] = [];
  for (const { name, blob } of given) {
    if (isJunk(name)) continue;
    if (await isZip(blob)) {
      const zip = await unzipped(blob);
      if (zip.what) problems.push({ name, what: zip.what });
      for (const [path, bytes] of Object.entries(zip.entries)) take(path.replaceAll('\\', '/'), async () => bytes);
    } else take(name, async () => new Uint8Array(await blob.arrayBuffer()));
  }
  files.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return { files: files.filter(isWanted), problems };

  function take(name: string, bytes: LabelFile['bytes']): void {
    if (isJunk(name) || name.endsWith('/')) return;
    if (PNG.test(name)) files.push({ name, bytes });
    else if (OTHER_PICTURES.test(name))
      problems.push({ name, what: 'it is no PNG, which alone keeps class ids as they are' });
  }

  /** Cityscapes has pictures for the eye and of instances beside its class ids. */
  function isWanted({ name }: LabelFile): boolean {
    const stem = /^(.*)_(color|instanceIds)\.png$/i.exec(name)?.[1];
    return (
      stem === undefined ||
      !files.some((each) => /_label(Train)?Ids\.png$/i.test(each.name) && each.name.startsWith(stem))
    );
  }
}

async function isZip(blob: Blob): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return head[0] === 0x50 && head[1] === 0x4b;
}

interface Entries {
  readonly entries: Unzipped;
  readonly what: string | null;
}

/** What lies in a zip; of a damaged one what is whole. */
async function unzipped(blob: Blob): Promise<Entries> {
  const bytes = await blob.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (!bytes) return { entries: {}, what: 'it is a zip that does not fit into memory; choose the folder instead' };
  if ((bytes[FLAGS_AT] ?? 0) & 1) return { entries: {}, what: 'it is an encrypted zip; choose the unpacked folder' };
  const damaged = 'it is a damaged zip, or one of a kind that is not read here; choose the unpacked folder';
  try {
    return { entries: unzipSync(bytes, { filter: ({ name }) => PNG.test(name) && !isJunk(name) }), what: null };
  } catch {
    const entries = whole(bytes);
    const found = Object.keys(entries).length;
    return { entries, what: found > 0 ? `${damaged}; ${found} of its images could be read` : damaged };
  }
}

/** One by one, since one that is damaged keeps all from being unpacked. */
function whole(bytes: Uint8Array): Unzipped {
  const names: string[] = [];
  const entries: Unzipped = {};
  try {
    unzipSync(bytes, { filter: ({ name }) => (names.push(name), false) });
  } catch {
    return entries;
  }
  for (const wanted of names.filter((name) => PNG.test(name) && !isJunk(name))) {
    try {
      Object.assign(entries, unzipSync(bytes, { filter: ({ name }) => name === wanted }));
    } catch {
      // what is told of the zip is told of it too
    }
  }
  return entries;
}
