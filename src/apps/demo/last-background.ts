import { DEFAULT_VIEW } from '../../core/view/view.ts';
import { ownFiles } from '../../elements/backgrounds/own-files.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import { recall, remember } from '../site/remembered.ts';

/** Which file of the visitor's own was put behind last, and whether it was shown when they left: `shown 12`, `hidden 12`; empty: none. */
const KEY = 'perpixel-background';

/**
 * Puts the visitor's own background of the last visit behind again: at once where it was shown then and the address names nothing else,
 * otherwise as soon as a background is replaced. Until its file has been opened the one that the overlay shows by itself covers the room.
 */
export async function keepBackground(viewer: PerPixelElement, query: URLSearchParams): Promise<void> {
  const [how, id] = (recall(KEY) ?? '').split(' ');
  const restoring = new AbortController();
  viewer.addEventListener('perpixel-backgroundchange', () => {
    restoring.abort();
    note();
  });
  const watch = new MutationObserver(() => {
    if (viewer.background !== null) note();
    else if (own) lay();
  });
  watch.observe(viewer, { attributes: true, attributeFilter: ['overlay'] });
  let own: File | Blob | null = null;
  if (!id || viewer.background !== null) return;
  // another one by now is what the visitor chose meanwhile
  if (how === 'shown' && !query.get('overlay') && viewer.overlay === DEFAULT_VIEW.overlay) viewer.overlay = 'replace';
  await ownFiles.load();
  if (restoring.signal.aborted) return;
  own = ownFiles.files.find((each) => each.id === id)?.file ?? null;
  // it may have gone with what the browser kept
  if (own) lay();
  else remember(KEY, '');

  function lay(): void {
    if (own && !restoring.signal.aborted && viewer.overlay === 'replace') viewer.background = own;
  }

  function note(): void {
    const shown = ownFiles.files.find(({ file }) => file === viewer.background);
    remember(KEY, shown ? `${viewer.overlay === 'replace' ? 'shown' : 'hidden'} ${shown.id}` : '');
  }
}
