import { PerPixelError } from '../../core/errors/errors.ts';
import { freeColour, type TaughtClass } from '../../core/teaching/taught-class.ts';

/** The classes that are taught; their places are their ids. */
export class Classes {
  #all: readonly TaughtClass[];

  /** @param room how many there may be, the background among them */
  constructor(
    private readonly background: TaughtClass,
    private readonly room: number,
  ) {
    const { name, colour } = background;
    this.#all = [{ name, colour }];
  }

  get all(): readonly TaughtClass[] {
    return this.#all;
  }

  /** @throws PerPixelError `teaching-full`, `option-invalid` */
  add(name: string, colour = freeColour(this.#all)): number {
    if (this.#all.length >= this.room) {
      throw new PerPixelError(
        'teaching-full',
        `There are ${this.room - 1} classes already, which are all that this model has room for.`,
        'Take one away before you add another.',
      );
    }
    const added = checkedClass(name, colour, this.#all);
    this.#all = [...this.#all, added];
    return this.#all.length - 1;
  }

  /** @throws PerPixelError `option-invalid` */
  change(id: number, { name, colour }: Partial<TaughtClass>): void {
    const known = this.#at(id);
    const others = this.#all.filter((_, at) => at !== id);
    const changed = checkedClass(name ?? known.name, colour ?? known.colour, others);
    this.#all = this.#all.map((each, at) => (at === id ? changed : each));
  }

  /** @throws PerPixelError `option-invalid` */
  remove(id: number): void {
    this.#at(id);
    if (id === 0) throw wrong('The background cannot be taken away', 'Take another class away.');
    this.#all = this.#all.filter((_, at) => at !== id);
  }

  set(classes: readonly TaughtClass[]): void {
    this.#all = classes;
  }

  clear(): void {
    const { name, colour } = this.background;
    this.#all = [{ name, colour }];
  }

  #at(id: number): TaughtClass {
    const found = this.#all[id];
    if (found) return found;
    throw wrong(`There is no class ${id}`, `Use 0 to ${this.#all.length - 1}.`);
  }
}

function checkedClass(name: string, colour: string, others: readonly TaughtClass[]): TaughtClass {
  const trimmed = typeof name === 'string' ? name.trim() : '';
  if (trimmed === '') throw wrong('A class needs a name', 'Pass a text that is not empty.');
  if (others.some((each) => each.name === trimmed)) {
    throw wrong(`There is a class “${trimmed}” already`, 'Give this one another name.');
  }
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw wrong(`“${colour}” is no colour`, 'Use one such as “#56b4e9”.');
  return { name: trimmed, colour };
}

function wrong(problem: string, remedy: string): PerPixelError {
  return new PerPixelError('option-invalid', `${problem}.`, remedy);
}
