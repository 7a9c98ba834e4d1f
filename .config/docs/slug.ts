/** A heading's id, made as code hosts make it, so that a link of the Markdown leads to it there and here. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/ /g, '-');
}

/** Ids of one page: a second heading of the same words gets a number. */
export class Slugs {
  readonly #taken = new Map<string, number>();

  next(text: string): string {
    const plain = slug(text);
    const count = this.#taken.get(plain) ?? 0;
    this.#taken.set(plain, count + 1);
    return count === 0 ? plain : `${plain}-${count}`;
  }
}
