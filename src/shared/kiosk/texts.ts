/** What an unattended screen says when nobody wrote anything else. */
export const DEFAULT_TEXTS = [
  {
    language: 'en',
    title: 'Every pixel has a name',
    invitation: 'Step closer and be seen by a machine.',
    privacy: 'Nothing is recorded. No picture leaves this screen.',
    moment: 'One moment',
  },
  {
    language: 'de',
    title: 'Jedes Pixel hat einen Namen',
    invitation: 'Treten Sie näher: So sieht Sie eine Maschine.',
    privacy: 'Nichts wird aufgezeichnet. Kein Bild verlässt diesen Bildschirm.',
    moment: 'Einen Augenblick',
  },
  {
    language: 'fr',
    title: 'Chaque pixel a un nom',
    invitation: 'Approchez : voici comment une machine vous voit.',
    privacy: 'Rien n’est enregistré. Aucune image ne quitte cet écran.',
    moment: 'Un instant',
  },
] as const;
