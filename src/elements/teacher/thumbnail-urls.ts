/** Addresses of pictures, as long as those are shown. */
export class ThumbnailUrls {
  readonly #urls = new Map<Blob, string>();

  of(picture: Blob): string {
    const known = this.#urls.get(picture);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(picture);
    this.#urls.set(picture, url);
    return url;
  }

  /** Those of other pictures are let go of. */
  keep(pictures: readonly (Blob | null)[]): void {
    for (const [picture, url] of this.#urls) {
      if (pictures.includes(picture)) continue;
      URL.revokeObjectURL(url);
      this.#urls.delete(picture);
    }
  }
}
