import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { CommandError, EXIT } from '../terminal/command-error.ts';

/** A video to be labelled. */
export interface NamedVideo {
  /** What it is called in results: the path as it was given, or as it was found below a folder that was given. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** What is taken of a folder or a pattern; what is named by itself may end in anything. */
const VIDEO = /\.(?:mp4|m4v|mov|qt|webm|mkv|ts|mts|m2ts|m2t)$/i;

/**
 * The videos that were meant, each once, in the order of their names.
 * @param given files, folders (with all beneath them), patterns such as `drives/*.mp4`
 * @param listed names from standard input
 * @throws CommandError where there is none, or a folder or pattern has none
 */
export async function findVideos(given: readonly string[], listed: readonly string[] = []): Promise<NamedVideo[]> {
  const found = [...(await Promise.all(given.map(expanded))).flat(), ...listed];
  const videos = new Map<string, NamedVideo>();
  for (const text of found) {
    const name = normalize(text).replaceAll(sep, '/');
    const path = resolve(text);
    // one file by two names is one video, by whichever comes first of them
    const known = videos.get(path);
    if (!known || name < known.name) videos.set(path, { name, path });
  }
  if (videos.size === 0) throw none('No video was named.', 'Name files, folders or patterns, such as drives/*.mp4.');
  return [...videos.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names of a list: a line each, or, where one may hold a line break, with a NUL behind each, as `find -print0` writes it. */
export function listedNames(text: string): string[] {
  const names = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return names.filter((name) => name.trim() !== '');
}

async function expanded(text: string): Promise<string[]> {
  const about = await stat(text).catch(() => null);
  if (about?.isDirectory()) return inFolder(text);
  // what is there under that very name is no pattern, whatever characters it has
  if (about || !isDynamicPattern(text)) return [text];
  const matched = await glob(text, { onlyFiles: true, expandDirectories: false, absolute: isAbsolute(text) });
  const videos = matched.filter((name) => VIDEO.test(name));
  if (videos.length === 0) throw none(`Nothing is called like ${JSON.stringify(text)}.`, 'Check the pattern.');
  return videos;
}

async function inFolder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const videos = names.filter((each) => !each.isDirectory() && VIDEO.test(each.name));
  if (videos.length === 0) {
    throw none(`There is no video in ${JSON.stringify(folder)}.`, 'MP4, MOV, WebM, MKV and TS files are looked for.');
  }
  return videos.map(({ parentPath, name }) => join(parentPath, name));
}

function none(problem: string, remedy: string): CommandError {
  return new CommandError(problem, remedy, EXIT.usage);
}
