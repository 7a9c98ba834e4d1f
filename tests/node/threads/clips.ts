import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MEDIA = new URL('../../fixtures/media/', import.meta.url);

/** The path of a clip of tests/fixtures/media. */
export function clip(name: string): string {
  return fileURLToPath(new URL(name, MEDIA));
}

/** Of each frame, seconds, as ffprobe tells. */
export function expectedTimes(name: string): number[] {
  return (JSON.parse(readFileSync(`${clip(name)}.json`, 'utf8')) as { pts_time: number[] }).pts_time;
}
