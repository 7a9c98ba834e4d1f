import { expect, it } from 'vitest';
import { TEACH_TEXTS } from '../../../src/apps/kiosk/teach/texts.ts';
import { TEXTS } from '../../../src/apps/learn/texts/texts.ts';

it('leaves no French sign at the beginning of a line: before it stands a space that does not break', () => {
  const broken = / [?!;:»]|« /;
  const words = JSON.stringify([TEXTS.fr, TEACH_TEXTS.fr]);
  expect(words.match(broken)).toBeNull();
});
