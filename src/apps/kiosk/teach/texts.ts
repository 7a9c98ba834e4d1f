import type { End, Phase } from './minute.ts';

export interface TeachTexts {
  /** What it is, as a whole. */
  readonly title: string;
  /** The three steps. */
  readonly steps: readonly [show: string, stroke: string, watch: string];
  /** What to do. */
  readonly say: Readonly<Record<Exclude<Phase, 'over'>, string>>;
  /** What the large button does. */
  readonly on: Readonly<Partial<Record<Phase, string>>>;
  readonly again: string;
  readonly undo: string;
  /** Everything around the thing is background. */
  readonly around: string;
  /** What is stroked: the thing, or what it is not. */
  readonly brush: string;
  readonly thing: string;
  readonly rest: string;
  readonly leave: string;
  /** Why it is over. */
  readonly end: Readonly<Record<End, string>>;
  readonly forgotten: string;
  /** For a screen reader: how the brush is moved by keys. */
  readonly keys: string;
  /** No more can be stroked. */
  readonly full: string;
}

const en: TeachTexts = {
  title: 'Teach it a thing',
  steps: ['Show it', 'Stroke it', 'Watch'],
  say: {
    opening: 'One moment',
    show: 'Hold something up to the camera, near and large. Then freeze the picture.',
    still: 'Hold it still',
    thing: 'Stroke your thing with a finger, all over it.',
    rest: 'Now stroke what it is not: your hand, your face, the wall.',
    watch: 'Move it. Wrong somewhere? Stroke it right.',
  },
  on: { show: 'Freeze', thing: 'Next', rest: 'Watch' },
  again: 'Another picture',
  undo: 'Take back',
  around: 'All around it',
  brush: 'You stroke',
  thing: 'the thing',
  rest: 'what it is not',
  leave: 'Back to the picture',
  end: {
    time: 'The minute is over.',
    left: 'Goodbye.',
    alone: 'Nobody there?',
    camera: 'The camera gives no picture.',
    stopped: 'Something stopped.',
  },
  forgotten: 'What you showed is forgotten. Nothing was kept.',
  keys: 'Arrow keys move the brush, Space puts it down and lifts it, Z takes back.',
  full: 'That is enough. Watch it now.',
};

const de: TeachTexts = {
  title: 'Etwas beibringen',
  steps: ['Zeigen', 'Anmalen', 'Zusehen'],
  say: {
    opening: 'Einen Augenblick',
    show: 'Halten Sie etwas nah und groß vor die Kamera. Dann das Bild anhalten.',
    still: 'Still halten',
    thing: 'Malen Sie mit dem Finger über das Ding, an vielen Stellen.',
    rest: 'Malen Sie nun über anderes: Hand, Gesicht, Wand.',
    watch: 'Bewegen Sie es. Irgendwo falsch? Richtig übermalen.',
  },
  on: { show: 'Anhalten', thing: 'Weiter', rest: 'Zusehen' },
  again: 'Anderes Bild',
  undo: 'Zurücknehmen',
  around: 'Alles ringsum',
  brush: 'Sie malen',
  thing: 'das Ding',
  rest: 'anderes',
  leave: 'Zurück zum Bild',
  end: {
    time: 'Die Minute ist um.',
    left: 'Auf Wiedersehen.',
    alone: 'Niemand da?',
    camera: 'Die Kamera gibt kein Bild.',
    stopped: 'Etwas ist stehen geblieben.',
  },
  forgotten: 'Was Sie gezeigt haben, ist vergessen. Nichts wurde behalten.',
  keys: 'Pfeiltasten bewegen den Pinsel, die Leertaste setzt ihn auf und hebt ihn ab, Z nimmt zurück.',
  full: 'Das genügt. Sehen Sie jetzt zu.',
};

const fr: TeachTexts = {
  title: 'Lui apprendre une chose',
  steps: ['Montrer', 'Peindre', 'Regarder'],
  say: {
    opening: 'Un instant',
    show: 'Tenez un objet devant la caméra, tout près. Puis figez l’image.',
    still: 'Ne bougez plus',
    thing: 'Passez le doigt sur votre objet, un peu partout.',
    rest: 'Passez maintenant sur le reste : main, visage, mur.',
    watch: 'Bougez-le. Une erreur ? Corrigez du doigt.',
  },
  on: { show: 'Figer', thing: 'Suite', rest: 'Regarder' },
  again: 'Autre image',
  undo: 'Annuler',
  around: 'Tout autour',
  brush: 'Vous peignez',
  thing: 'l’objet',
  rest: 'le reste',
  leave: 'Retour à l’image',
  end: {
    time: 'La minute est passée.',
    left: 'Au revoir.',
    alone: 'Plus personne ?',
    camera: 'La caméra ne donne pas d’image.',
    stopped: 'Quelque chose s’est arrêté.',
  },
  forgotten: 'Ce que vous avez montré est oublié. Rien n’a été gardé.',
  keys: 'Les flèches déplacent le pinceau, Espace le pose et le lève, Z annule.',
  full: 'Cela suffit. Regardez maintenant.',
};

export const TEACH_TEXTS = { en, de, fr } as const;
export type TeachLanguage = keyof typeof TEACH_TEXTS;

/** @param tag such as `de-CH`. @returns English where there are no words in it */
export function teachLanguage(tag: string): TeachLanguage {
  const base = tag.toLowerCase().split('-')[0];
  return base === 'de' || base === 'fr' ? base : 'en';
}
