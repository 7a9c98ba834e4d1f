import { PerPixelError } from '../../core/errors/errors.ts';
import { describeFile } from '../../core/media/describe.ts';
import { fileKind, HEAD } from '../../core/media/file-kind.ts';
import { unplayable } from '../../platform/unplayable.ts';
import type { JobSource } from './job-source.ts';

export interface Dropped {
  readonly videos: readonly JobSource[];
  /** A file of what was taught; null: there is none. */
  readonly lesson: JobSource | null;
  /** PNGs and zips. */
  readonly labels: readonly JobSource[];
  /** What the first of them is, where there is nothing of either. */
  readonly problem: PerPixelError | null;
}

/** A folder may hold many thousand label images: these are not looked into. */
const LABELS = /\.(png|zip)$/i;
const LESSON = /\.perpixel$/i;
const VIDEOS = /\.(mp4|m4v|mov|webm|mkv)$/i;

/** Tells videos from label images; what its name does not say, its content does. */
export async function sorted(files: readonly JobSource[]): Promise<Dropped> {
  const videos: JobSource[] = [];
  for (const file of files) {
    if (VIDEOS.test(file.name) || (!LABELS.test(file.name) && (await isVideo(file)))) videos.push(file);
  }
  const labels = files.filter(({ name }) => LABELS.test(name));
  const lesson = files.find(({ name }) => LESSON.test(name)) ?? null;
  const [first] = files;
  const nothing = videos.length + labels.length === 0 && !lesson;
  return { videos, labels, lesson, problem: nothing ? await problemOf(first) : null };
}

async function isVideo({ blob }: JobSource): Promise<boolean> {
  const head = await blob?.slice(0, HEAD).arrayBuffer();
  return head !== undefined && fileKind(new Uint8Array(head))?.kind === 'video';
}

async function problemOf(file: JobSource | undefined): Promise<PerPixelError> {
  if (!file?.blob)
    return new PerPixelError('video-unsupported', 'There is no video.', 'Drop MP4, MOV, WebM or MKV files.');
  const { blob, name } = file;
  const description = await describeFile(
    async (from, length) => new Uint8Array(await blob.slice(from, from + length).arrayBuffer()),
  );
  return unplayable(description, { name, to: 'analyse' });
}
