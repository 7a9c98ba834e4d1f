import { expect, it, vi } from 'vitest';
import { loadPlot } from '../../../src/elements/plot/plot.ts';

it('draws curves where the browser’s language is none, as where it was started without a locale', async () => {
  vi.spyOn(Navigator.prototype, 'language', 'get').mockReturnValue('C');
  expect(() => new Intl.NumberFormat(navigator.language)).toThrow(RangeError);
  const Plot = await loadPlot();
  const place = document.body.appendChild(document.createElement('div'));
  const plot = new Plot(
    { width: 200, height: 100, series: [{}, { stroke: 'red' }] },
    [
      [1, 2],
      [1000, 2000],
    ],
    place,
  );
  expect(place.querySelector('canvas')).not.toBeNull();
  plot.destroy();
  place.remove();
  // only while it was loaded
  expect(navigator.language).toBe('C');
});
