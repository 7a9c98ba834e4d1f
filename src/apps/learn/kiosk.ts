/** What a kiosk fetches when a visitor wants to see how it works. */
import './learn.ts';

export { languageFor } from './texts/texts.ts';
