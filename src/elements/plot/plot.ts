import type uPlot from 'uplot';
import { OnDemand } from '../../core/async/on-demand.ts';

/** What draws curves. */
export type Plot = typeof uPlot;

const plot = new OnDemand(load);

/** Fetched by the first chart: whoever shows none carries none. Rejects where its script cannot be had. */
export function loadPlot(): Promise<Plot> {
  return plot.get();
}

/**
 * uPlot formats numbers as the browser's language has it, and asks for them while it loads. A browser that was started
 * without a locale (`LANG=C`) may name a language that is none, and with it the script would throw and take its page along.
 */
async function load(): Promise<Plot> {
  if (isLanguage(navigator.language)) return (await import('uplot')).default;
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  try {
    return (await import('uplot')).default;
  } finally {
    Reflect.deleteProperty(navigator, 'language');
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
