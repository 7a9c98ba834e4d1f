import MiniSearch from 'minisearch';

/** A heading of a page and what stands under it, as the build wrote it down. */
interface Entry {
  readonly path: string;
  readonly page: string;
  readonly title: string;
  readonly words: string;
}

/** As many as are seen at once. */
const MOST = 8;

/** Finds headings by words, on this machine: the index is a file of the site, fetched when the field is first used. */
export function search(): void {
  const form = document.querySelector<HTMLFormElement>('.search');
  const field = form?.querySelector('input');
  const list = form?.querySelector('ul');
  const status = form?.querySelector('[role=status]');
  if (!form || !field || !list || !status) return;
  const index = new URL(form.dataset['index'] ?? 'search.json', document.baseURI);
  let engine: Promise<MiniSearch<Entry>> | null = null;
  let chosen = -1;

  const links = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const choose = (next: number): void => {
    const all = links();
    chosen = all.length === 0 ? -1 : (next + all.length) % all.length;
    for (const [at, each] of all.entries()) each.setAttribute('aria-selected', String(at === chosen));
    all[chosen]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', all[chosen]?.id ?? '');
  };
  const show = (found: readonly Entry[], words: string): void => {
    list.replaceChildren(...found.map((entry, at) => option(entry, at, index)));
    list.hidden = found.length === 0;
    field.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = words === '' ? '' : `${found.length || 'Nothing'} found`;
    form.classList.toggle('empty', words !== '' && found.length === 0);
    choose(0);
  };
  const find = async (): Promise<void> => {
    engine ??= load(index);
    const ready = await engine.catch(() => (engine = null));
    const words = field.value.trim();
    show((ready?.search(words) as unknown as Entry[] | undefined)?.slice(0, MOST) ?? [], words);
  };

  form.hidden = false;
  field.addEventListener('focus', () => (engine ??= load(index)), { once: true });
  field.addEventListener('input', () => void find());
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Escape') {
      field.value = '';
      show([], '');
      return;
    } else return;
    event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    links()[chosen]?.click();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) show([], '');
  });
  addEventListener('keydown', (event) => {
    const { target } = event;
    const typing = target instanceof HTMLElement && target.matches('input, textarea, select');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
}

async function load(index: URL): Promise<MiniSearch<Entry>> {
  const response = await fetch(index);
  const engine = new MiniSearch<Entry>({
    idField: 'path',
    fields: ['title', 'page', 'words'],
    storeFields: ['path', 'page', 'title'],
    searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  const entries = (await response.json()) as Entry[];
  engine.addAll(entries);
  return engine;
}

function option({ path, page, title }: Entry, at: number, index: URL): HTMLLIElement {
  const item = document.createElement('li');
  item.role = 'none';
  const link = document.createElement('a');
  link.id = `found-${at}`;
  link.role = 'option';
  link.href = new URL(path, index).href;
  link.tabIndex = -1;
  const [strong, small] = [document.createElement('strong'), document.createElement('span')];
  strong.textContent = title;
  small.textContent = page;
  link.append(strong, small);
  item.append(link);
  // the field keeps its focus until the link is followed
  item.addEventListener('pointerdown', (event) => event.preventDefault());
  return item;
}
