import { isOn, type Said } from '../site/address.ts';
import { stepOf, type StepId } from './steps/step-ids.ts';
import { LANGUAGES, languageFor, type Language } from './texts/texts.ts';

/** What an address says of the lesson. */
export interface Asked {
  readonly step: StepId;
  /** `street`, `camera`, or the address of a film or picture of this site. */
  readonly source: string;
  readonly language: Language;
  /** A bundled id or a manifest's address; empty: what suits the picture. */
  readonly model: string;
  /** It stands at a wall: nothing but the lesson, large, from the start again when left alone. */
  readonly wall: boolean;
}

/** @param languages that the visitor reads, best first */
export function readAddress(query: URLSearchParams, languages: readonly string[]): Asked {
  const language = query.get('lang');
  return {
    step: stepOf(query.get('step')) ?? 'pixels',
    source: query.get('source') || 'street',
    language: LANGUAGES.find((each) => each === language) ?? languageFor(languages),
    model: query.get('model') ?? '',
    wall: isOn(query.get('wall')),
  };
}

/** What leads here again. A file of the visitor's is nowhere else. */
export function saidOf(step: StepId, source: string | Blob, language: Language): Said {
  return { step, source: typeof source === 'string' ? source : null, lang: language };
}
