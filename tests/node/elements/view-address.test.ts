import { describe, expect, it } from 'vitest';
import { JOINED, saidOf } from '../../../src/apps/demo/address.ts';
import { readdressed } from '../../../src/apps/site/address.ts';

type Attributes = Readonly<Record<string, string>>;

/** The query string once a page that was opened with it, and had these attributes by then, has others. */
function followed(query: string, before: Attributes, now: Attributes): string {
  const [first, then] = [before, now].map((attributes) => saidOf((name) => attributes[name] ?? null));
  return decodeURIComponent(new URL(readdressed(`https://example.org/${query}`, first!, then!, JOINED)).search);
}

describe('the address of what is seen', () => {
  it('says the overlay that came with a background when that has no name any more', () => {
    const opened = { source: 'camera', background: 'hills', overlay: 'replace' };
    // a file of the visitor's, or an address that led to nothing
    expect(followed('?source=camera&background=hills', opened, { source: 'camera', overlay: 'replace' })).toBe(
      '?source=camera&overlay=replace',
    );
    const blob = { ...opened, background: 'blob:https://example.org/1' };
    expect(followed('?source=camera&background=hills', opened, blob)).toBe('?source=camera&overlay=replace');
  });

  it('says labels beside a background, which would take another overlay along', () => {
    const opened = { background: 'hills', overlay: 'replace' };
    expect(followed('?background=hills', opened, { ...opened, overlay: 'labels' })).toBe(
      '?background=hills&overlay=labels',
    );
    expect(followed('', { overlay: 'labels' }, opened)).toBe('?overlay=replace&background=hills');
    expect(followed('?overlay=replace&background=hills', opened, { overlay: 'labels' })).toBe('');
  });

  it('no longer says a background that was none, nor a comparison of one prediction, once the view is another', () => {
    // in place of what is no background the room is blurred
    expect(followed('?background=%23zz', { overlay: 'blur' }, { overlay: 'labels' })).toBe('');
    expect(followed('?background=%23zz', { overlay: 'blur' }, { overlay: 'cutout' })).toBe('?overlay=cutout');
    expect(followed('?overlay=disagreement', { overlay: 'labels' }, { overlay: 'labels', mirror: '' })).toBe(
      '?mirror=',
    );
  });

  it('leaves what followed from the address unsaid until it changes', () => {
    const opened = { background: 'hills', overlay: 'replace' };
    expect(followed('?background=hills', opened, { ...opened, opacity: '0.7' })).toBe('?background=hills&opacity=0.7');
  });
});
