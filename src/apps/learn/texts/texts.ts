import { DEFAULT_TEXTS } from '../../kiosk/config/texts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Texts } from './lesson-texts.ts';

export const LANGUAGES = ['en', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXTS: Readonly<Record<Language, Texts>> = { en, de, fr };

/** The first of these languages that there are words in; English where there is none. @param wanted tags such as `de-CH` */
export function languageFor(wanted: readonly string[]): Language {
  const bases = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return bases.map((base) => LANGUAGES.find((each) => each === base)).find((each) => each !== undefined) ?? 'en';
}

/** What a class is called. */
export function className(language: Language, name: string): string {
  const names: Readonly<Record<string, string>> =
    DEFAULT_TEXTS.find((each) => each.language === language)?.classes ?? {};
  return names[name] ?? name;
}

/** A sentence with its figures in their places: `{pixels}`. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
