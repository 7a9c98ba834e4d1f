import { install } from '../suites/debian.ts';
import { findFirefox } from './find.ts';

// for CI: without a network or the right to install, the tests say themselves that none runs in Firefox
if (findFirefox() === null) {
  const why = install(['firefox-esr']);
  if (why !== null) console.log(`Firefox was not installed. ${why}`);
}
