/** A page of the documentation. */
export interface Page {
  /** Its Markdown, relative to the repository; null: made by the build. */
  readonly source: string | null;
  /** Relative to the site's folder, ending in .html. */
  readonly path: string;
  /** In the contents; null: its heading. */
  readonly title: string | null;
}

export interface Group {
  readonly title: string;
  readonly pages: readonly Page[];
  /** Pages of the app that belong beside them, by their file and title. */
  readonly app?: readonly (readonly [file: string, title: string])[];
}

/** From one page's folder to another file of the site. */
export function relative(from: string, to: string): string {
  const steps = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < steps.length && shared < target.length - 1 && steps[shared] === target[shared]) shared++;
  return `${'../'.repeat(steps.length - shared)}${target.slice(shared).join('/')}`;
}
