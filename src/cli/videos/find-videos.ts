import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { CommandError, EXIT } from '../terminal/command-error.ts';

/** A file to be labelled. */
export interface NamedVideo {
  /** What it is called in results: the path as it was given, or as it was found below a folder that was given. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** What is taken of a folder or a pattern; what is named by itself may end in anything. */
const VIDEO = /\.(?:mp4|m4v|mov|qt|webm|mkv|ts|mts|m2ts|m2t)$/i;
const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|tiff?)$/i;

/**
 * The videos that were meant, each once, in the order of their names.
 * @param given files, folders (with all beneath them), patterns such as `drives/*.mp4`
 * @param listed names from standard input
 * @throws CommandError where there is none, or a folder or pattern has none
 */
export async function findVideos(given: readonly string[], listed: readonly string[] = []): Promise<NamedVideo[]> {
  return find(given, listed, {
    kind: 'video',
    ending: VIDEO,
    looked: 'MP4, MOV, WebM, MKV and TS files are looked for.',
  });
}

/** The pictures that were meant, in the same way. */
export async function findPictures(given: readonly string[]): Promise<NamedVideo[]> {
  const looked = 'JPEG, PNG, WebP, AVIF, GIF and TIFF files are looked for.';
  return find(given, [], { kind: 'picture', ending: PICTURE, looked });
}

interface Kind {
  readonly kind: string;
  /** Of the names that are taken of a folder or pattern. */
  readonly ending: RegExp;
  readonly looked: string;
}

async function find(given: readonly string[], listed: readonly string[], kind: Kind): Promise<NamedVideo[]> {
  await assertAny(given, listed);
  const found = [...(await Promise.all(given.map((text) => expanded(text, kind)))).flat(), ...listed];
  const videos = new Map<string, NamedVideo>();
  for (const text of found) {
    const name = normalize(text).replaceAll(sep, '/');
    const path = resolve(text);
    // one file by two names is one video, by whichever comes first of them
    const known = videos.get(path);
    if (!known || name < known.name) videos.set(path, { name, path });
  }
  if (videos.size === 0) throw none(`No ${kind.kind} was named.`, 'Name files, folders or patterns in quotes.');
  return [...videos.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names of a list: a line each, or, where one may hold a line break, with a NUL behind each, as `find -print0` writes it. */
export function listedNames(text: string): string[] {
  const names = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return names.filter((name) => name.trim() !== '');
}

/** What is not there is reported with the videos that are; where there is nothing else, the command line is wrong. */
async function assertAny(given: readonly string[], listed: readonly string[]): Promise<void> {
  if (given.length === 0 || listed.length > 0 || given.some((text) => isDynamicPattern(text))) return;
  const there = await Promise.all(given.map((text) => stat(text).catch(() => null)));
  if (there.some(Boolean)) return;
  const names = given.slice(0, 5).map((text) => JSON.stringify(text));
  throw none(`There is no file ${names.join(', nor ')}.`, 'Check the name.');
}

async function expanded(text: string, kind: Kind): Promise<string[]> {
  const about = await stat(text).catch(() => null);
  if (about?.isDirectory()) return inFolder(text, kind);
  // what is there under that very name is no pattern, whatever characters it has
  if (about || !isDynamicPattern(text)) return [text];
  const matched = await glob(text, { onlyFiles: true, expandDirectories: false, absolute: isAbsolute(text) });
  const videos = matched.filter((name) => kind.ending.test(name));
  if (videos.length === 0) throw none(`Nothing is called like ${JSON.stringify(text)}.`, 'Check the pattern.');
  return videos;
}

async function inFolder(folder: string, { kind, ending, looked }: Kind): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const videos = names.filter((each) => !each.isDirectory() && ending.test(each.name));
  if (videos.length === 0) {
    throw none(`There is no ${kind} in ${JSON.stringify(folder)}.`, looked);
  }
  return videos.map(({ parentPath, name }) => join(parentPath, name));
}

function none(problem: string, remedy: string): CommandError {
  return new CommandError(problem, remedy, EXIT.usage);
}
