/** What an unattended screen says when nobody wrote anything else. */
export const DEFAULT_TEXTS = [
  {
    language: 'en',
    title: 'Every pixel has a name',
    invitation: 'Step closer and be seen by a machine.',
    privacy: 'Nothing is recorded. No picture leaves this screen.',
    moment: 'One moment',
    noCamera: 'No camera here: this machine looks at a street of its own.',
    learn: 'See how it works',
    teach: 'Teach it a thing',
    classes: {},
  },
  {
    language: 'de',
    title: 'Jedes Pixel hat einen Namen',
    invitation: 'Treten Sie näher: So sieht Sie eine Maschine.',
    privacy: 'Nichts wird aufgezeichnet. Kein Bild verlässt diesen Bildschirm.',
    moment: 'Einen Augenblick',
    noCamera: 'Hier ist keine Kamera: Die Maschine sieht eine eigene Straße.',
    learn: 'So funktioniert es',
    teach: 'Etwas beibringen',
    classes: {
      background: 'Hintergrund',
      person: 'Mensch',
      sky: 'Himmel',
      building: 'Gebäude',
      pole: 'Mast',
      road: 'Straße',
      pavement: 'Gehweg',
      tree: 'Baum',
      sign: 'Schild',
      fence: 'Zaun',
      car: 'Auto',
      pedestrian: 'Fußgänger',
      bicyclist: 'Radfahrer',
    },
  },
  {
    language: 'fr',
    title: 'Chaque pixel a un nom',
    invitation: 'Approchez : voici comment une machine vous voit.',
    privacy: 'Rien n’est enregistré. Aucune image ne quitte cet écran.',
    moment: 'Un instant',
    noCamera: 'Pas de caméra ici : la machine regarde sa propre rue.',
    learn: 'Voir comment ça marche',
    teach: 'Lui apprendre une chose',
    classes: {
      background: 'arrière-plan',
      person: 'personne',
      sky: 'ciel',
      building: 'bâtiment',
      pole: 'poteau',
      road: 'chaussée',
      pavement: 'trottoir',
      tree: 'arbre',
      sign: 'panneau',
      fence: 'clôture',
      car: 'voiture',
      pedestrian: 'piéton',
      bicyclist: 'cycliste',
    },
  },
] as const;

/** A text with the language that it is in. */
export interface Worded {
  readonly language: string;
  readonly text: string;
}

/** Words that somebody's own texts may leave to us. */
type OurWords = 'moment' | 'noCamera' | 'learn' | 'teach';

/** What is said where somebody's own texts say nothing of it: ours of that language, else the English ones. */
export function wordsFor(
  texts: { readonly language: string } & Readonly<Partial<Record<OurWords, string | undefined>>>,
  which: OurWords,
): Worded {
  const own = texts[which];
  if (own !== undefined) return { language: texts.language, text: own };
  const [base] = texts.language.toLowerCase().split('-');
  const ours = DEFAULT_TEXTS.find(({ language }) => language === base) ?? DEFAULT_TEXTS[0];
  return { language: ours.language === base ? texts.language : ours.language, text: ours[which] };
}

/** Scripts that are written from right to left, as language tags name them, and languages whose usual script is one. */
const SCRIPTS = ['arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm', 'rohg', 'samr', 'mand'];
const LANGUAGES = ['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'mzn', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'];

/** @param language a tag such as `ar-EG` or `az-Arab` */
export function isRightToLeft(language: string): boolean {
  const [base = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((part) => part.length === 4 && /^[a-z]+$/.test(part));
  return script ? SCRIPTS.includes(script) : LANGUAGES.includes(base);
}
