const TAUGHT = /^taught-([a-z0-9]+)-[0-9a-f]+$/;

/** The id of a model that was taught on this page: which lesson, and what it had come to. @param hash hexadecimal */
export function taughtId(lesson: string, hash: string): string {
  return `taught-${lesson}-${hash.slice(0, 12)}`;
}

/** The lesson that a model came of; null: it is none that was taught here. */
export function lessonOf(model: string): string | null {
  return TAUGHT.exec(model)?.[1] ?? null;
}

/** Another lesson than all before it. */
export function newLesson(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('');
}
