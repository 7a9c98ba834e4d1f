const JUNK = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|\.Spotlight-V100|\.Trashes|\.fseventsd|@eaDir)$/i;

/** What systems leave among files: resource forks, folder settings, thumbnails. Nobody wants to hear of it. */
export function isJunk(path: string): boolean {
  return path.split(/[/\\]/).some((part) => JUNK.test(part));
}
