import { describe, expect, it } from 'vitest';
import { STEP_IDS } from '../../../src/apps/learn/steps/step-ids.ts';
import { className, filled, LANGUAGES, languageFor, TEXTS } from '../../../src/apps/learn/texts/texts.ts';
import { STREET_CLASSES } from '../../../src/protocol/street.ts';

/** What is between spaces and has a letter or a figure. */
const words = (text: string): number => text.split(/\s+/).filter((each) => /[\p{L}\d]/u.test(each)).length;
const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each(LANGUAGES)('the lesson in %s', (language) => {
  const texts = TEXTS[language];

  it.each(STEP_IDS)('says the idea of step %s in twenty words at most, and explains a word or more of it', (id) => {
    const { title, say, sayOfPeople = say, short, terms } = texts.steps[id];
    for (const each of [say, sayOfPeople]) expect(words(each), each).toBeLessThanOrEqual(20);
    expect(terms.length).toBeGreaterThan(0);
    for (const each of [title, short, say, ...terms.flat()]) expect(each.trim()).not.toBe('');
  });

  it('leaves no word out, and no figure that the English has', () => {
    for (const [key, english] of Object.entries(TEXTS.en)) {
      const own = texts[key as keyof typeof texts];
      if (typeof english !== 'string' || typeof own !== 'string') continue;
      expect(own.trim(), key).not.toBe('');
      expect(places(own), key).toEqual(places(english));
    }
    expect(texts.depths).toHaveLength(4);
    expect(texts.brushes).toHaveLength(3);
  });

  it('has a name for each class of the street', () => {
    for (const name of STREET_CLASSES) {
      if (language === 'en') expect(className(language, name)).toBe(name);
      else expect(className(language, name)).not.toBe(name);
    }
  });
});

describe('words', () => {
  it('are in the first language of the visitor’s that there is', () => {
    expect(languageFor(['it-IT', 'fr-CH', 'de'])).toBe('fr');
    expect(languageFor(['DE-at'])).toBe('de');
    expect(languageFor(['ja'])).toBe('en');
    expect(languageFor([])).toBe('en');
  });

  it('have their figures put in, and leave what nobody gave', () => {
    expect(filled('{a} of {b} of {a}', { a: 1 })).toBe('1 of {b} of 1');
  });
});
