import { describe, expect, it } from 'vitest';
import { conceals, OVERLAYS } from '../../../src/core/view/overlay.ts';
import { named, overlayInForce } from '../../../src/elements/per-pixel/settings.ts';

const alone = { mirror: false, ensemble: '' };

describe('the overlay in force', () => {
  it.each(OVERLAYS.filter((each) => each !== 'disagreement'))('is “%s” where that is named, in any case', (overlay) => {
    const written = ` ${overlay.toUpperCase()}`;
    expect(overlayInForce({ ...alone, overlay: named(written) }, null)).toBe(overlay);
  });

  it.each(['blurr', '', null, undefined, 5, {}])(
    'is the last one where %o is none, and nothing where there was none',
    (overlay) => {
      expect(overlayInForce({ ...alone, overlay }, 'replace')).toBe('replace');
      expect(overlayInForce({ ...alone, overlay }, null)).toBeNull();
    },
  );

  it('is disagreement only where several predictions are averaged, and never uncovers what was hidden', () => {
    expect(overlayInForce({ mirror: true, ensemble: '', overlay: 'disagreement' }, 'blur')).toBe('disagreement');
    expect(overlayInForce({ ...alone, overlay: 'disagreement' }, 'blur')).toBe('blur');
    expect(overlayInForce({ ...alone, overlay: 'disagreement' }, 'disagreement')).toBe('labels');
    expect(overlayInForce({ ...alone, overlay: 'disagreement' }, null)).toBe('labels');
  });

  it('hides a background where that is what it is for', () => {
    expect(OVERLAYS.filter(conceals)).toEqual(['blur', 'replace', 'cutout']);
  });
});
